import { chmod, chown, lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DiskEntry, Removal, Write } from '../model/change.js';
import { entryAt } from '../tools/disk.js';
import { exitCodes, UserError } from '../model/errors.js';
import { isLockPath } from '../model/records.js';
import { commitJournal, contentAt, hashOf, type Entry, type Journal, type Staging } from './journal.js';
import { keepOld } from './moves.js';
import { modeOver } from './plan.js';

/**
 * Puts everything a run needs into its stage, so that only moves are left to do: a full disk shows up here.
 *
 * @param stage absolute path; created here
 * @param staging what git is told afterward
 * @throws UserError when the disk no longer matches what the changes were planned against
 */
export async function prepareStage(
  root: string,
  stage: string,
  changes: readonly (Write | Removal)[],
  staging: Staging,
): Promise<Journal> {
  const ordered = inOrder(changes);
  const seen = ordered.map(({ path }) => entryAt(root, path));
  const entries = ordered.map(entryOf);
  const changed = entries.filter((entry, index) => !isAsPlanned(entry, seen[index]));
  if (changed.length > 0) throw changedMeanwhile(root, changed);
  await mkdir(stage, { mode: 0o700 });
  await allOf(
    ordered.map((change, index) =>
      writeNew(contentAt(stage, index, 'new'), join(root, change.path), change, seen[index]),
    ),
  );
  await allOf(
    entries.flatMap(({ path, before }, index) =>
      before === null ? [] : [keepOld(root, path, contentAt(stage, index, 'old'))],
    ),
  );
  const journal = { entries, folders: missingFolders(root, entries), staging };
  await commitJournal(stage, journal);
  return journal;
}

/** The tool's own records come last, the lock last of all, so that it lists only what is there. */
const inOrder = (changes: readonly (Write | Removal)[]): (Write | Removal)[] => {
  const rank = (change: Write | Removal): number => {
    if (change.kind === 'delete') return 1;
    if (isLockPath(change.path)) return 3;
    return change.file.ownership === 'record' ? 2 : 0;
  };
  return changes.toSorted((a, b) => rank(a) - rank(b));
};

const entryOf = (change: Write | Removal): Entry => ({
  path: change.path,
  before: change.kind === 'create' || ('moved' in change && change.moved) ? null : hashOf(change.old),
  after: change.kind === 'delete' ? null : hashOf(change.file.content),
});

const isAsPlanned = ({ before }: Entry, found: DiskEntry | undefined): boolean =>
  before === null ? found?.kind === 'absent' : found?.kind === 'file' && hashOf(found.content) === before;

/** A replaced file keeps its mode and owner; a new one gets the template's mode, within the umask. */
async function writeNew(
  path: string,
  target: string,
  change: Write | Removal,
  found: DiskEntry | undefined,
): Promise<void> {
  if (change.kind === 'delete') return;
  const { content, mode } = change.file;
  await writeFile(path, content, { mode });
  if (change.kind === 'create') return;
  // When run as root, files keep their owner.
  if (process.getuid?.() === 0 && found?.kind === 'file') {
    const { uid, gid } = await lstat(target);
    if (uid !== 0 || gid !== 0) await chown(path, uid, gid);
  }
  await chmod(path, found?.kind === 'file' ? modeOver(found.mode, mode) : mode);
}

/** The folders that files need and that don't exist yet, outermost first. */
function missingFolders(root: string, entries: readonly Entry[]): string[] {
  const folders = new Set(entries.flatMap(({ path, after }) => (after === null ? [] : foldersOf(dirname(path)))));
  return [...folders].filter((folder) => entryAt(root, folder).kind === 'absent').sort();
}

const foldersOf = (folder: string): string[] => (folder === '.' ? [] : [...foldersOf(dirname(folder)), folder]);

/** Waits for every promise to settle, so that nothing is still running when the stage is removed. */
async function allOf(works: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

function changedMeanwhile(root: string, changed: readonly Entry[]): UserError {
  const lines = changed.slice(0, 10).map(({ path }) => `  ${join(root, path)}`);
  return new UserError(
    {
      headline: `${changed.length === 1 ? 'A file has' : `${changed.length} files have`} changed in the meantime`,
      detail: `These files changed after the plan was made:\n${[...lines, ...(changed.length > 10 ? ['  …'] : [])].join('\n')}\nNothing was written.`,
      fix: 'run the same command again',
    },
    exitCodes.passing,
  );
}
