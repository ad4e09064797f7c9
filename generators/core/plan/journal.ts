import { createHash } from 'node:crypto';
import { lstat, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../model/errors.js';
import { isSafePath } from '../model/safe-path.js';
import { lockName } from './root-lock.js';

/*
 * A run's stage is a folder in the destination. For each file it has the new content and the old one, and the
 * journal says which is which. Once the journal is there, any run can finish or undo this one; before that, only
 * the stage was touched.
 *
 *     .heroku-nix-<token>/
 *       3.new  3.old     contents of the fourth entry
 *       forward.json     the journal, while entries go from old to new
 *       back.json        the same journal, once they go from new to old
 */

/** What happens to one path: contents are named by their SHA-256; null means that there is no file. */
export interface Entry {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Journal {
  /** In the order they are carried out. */
  readonly entries: readonly Entry[];
  /** Folders that weren't there before, outermost first. */
  readonly folders: readonly string[];
  readonly staging: Staging;
}

/** What to tell git once everything is in place. */
export interface Staging {
  readonly paths: readonly string[];
  /** Whether to create a repository if there is none. */
  readonly init: boolean;
}

/** Tells git; if a run is interrupted before that, the next run does it. */
export type TellGit = (staging: Staging) => void;

export type Direction = 'forward' | 'back';

/** The folder of the run with this token. */
export const stageOf = (root: string, token: string): string => join(root, `.heroku-nix-${token}`);

/** Where a stage keeps the contents of an entry. */
export const contentAt = (stage: string, index: number, which: 'new' | 'old' | 'kept'): string =>
  join(stage, `${index}.${which}`);

export const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

const journalAt = (stage: string, direction: Direction): string => join(stage, `${direction}.json`);

/** From here on the run can be finished: the journal is either complete or not there. */
export async function commitJournal(stage: string, journal: Journal): Promise<void> {
  const draft = join(stage, 'draft.json');
  await writeFile(draft, JSON.stringify(journal));
  await rename(draft, journalAt(stage, 'forward'));
}

/** Reverses a run's direction, atomically. */
export const turnBack = (stage: string): Promise<void> => rename(journalAt(stage, 'forward'), journalAt(stage, 'back'));

/**
 * Reads the journal of a stage.
 *
 * @returns undefined if the run didn't get that far, or the journal isn't ours
 */
export async function readJournal(stage: string): Promise<{ journal: Journal; direction: Direction } | undefined> {
  if (!(await isFolder(stage))) return undefined;
  for (const direction of ['back', 'forward'] as const) {
    const text = await readFile(journalAt(stage, direction), 'utf8').catch(orNothing);
    if (text !== undefined) return { journal: parsed(stage, text), direction };
  }
  return undefined;
}

/**
 * Removes a stage, journal first: without it no run continues. The next run removes what can't be removed now.
 *
 * @returns whether it is gone
 */
export async function removeStage(stage: string): Promise<boolean> {
  if (!(await isFolder(stage))) return true;
  for (const direction of ['forward', 'back'] as const) await unlink(journalAt(stage, direction)).catch(orNothing);
  // What is left after two tries is removed by the next run.
  for (let tries = 0; tries < 2 && (await isFolder(stage)); tries += 1)
    await rm(stage, { recursive: true, force: true }).catch(() => undefined);
  return !(await isFolder(stage));
}

/** A link would lead to a folder that isn't ours. */
const isFolder = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined))?.isDirectory() === true;

function orNothing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

const isHash = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && /^[\da-f]{64}$/.test(value));

/** Only we write journals. Even so, check the format and allow no path outside the destination. */
function parsed(stage: string, text: string): Journal {
  try {
    const { entries, folders, staging } = JSON.parse(text) as Journal;
    const paths = [...entries.map(({ path }) => path), ...folders, ...staging.paths];
    const hashes = entries.flatMap(({ before, after }) => [before, after]);
    if (paths.every((path) => typeof path === 'string' && isSafePath(path)) && hashes.every(isHash))
      return { entries, folders, staging };
  } catch {
    // reported below
  }
  throw new UserError({
    headline: "An earlier run was interrupted, and its journal can't be read",
    detail: `${stage} has the files that it was writing. There may have been a power failure.`,
    fix: `run git status to see what changed, restore what you want to keep, then remove ${basename(stage)} and ${lockName}`,
  });
}
