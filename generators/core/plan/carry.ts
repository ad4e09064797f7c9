import { readFile, writeFile } from 'node:fs/promises';
import { entryAt } from '../tools/disk.js';
import { fromProject } from '../model/outside.js';
import { isLockPath, lockPath } from '../model/records.js';
import {
  contentAt,
  hashOf,
  readJournal,
  removeStage,
  stageOf,
  turnBack,
  type Entry,
  type Journal,
  type TellGit,
} from './journal.js';
import { lockKeeping } from './decisions.js';
import { Damaged, moveBack, moveForward, removeFolders, type Contents } from './moves.js';
import type { RootLock } from './root-lock.js';

/**
 * Moves all entries from old to new, then tells git, then removes the stage.
 *
 * If something else is at a path now, it stays, and the lock keeps its previous record of that path.
 *
 * @returns the paths where something else stays
 */
export async function carryForward(
  root: string,
  stage: string,
  { entries, staging }: Journal,
  tell: TellGit,
): Promise<string[]> {
  const kept: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const contents = contentsOf(stage, index);
    const isAsPlanned = !isLockPath(entry.path) || kept.length === 0;
    const moved = isAsPlanned
      ? await moveForward(root, contents, entry)
      : await moveLock(root, { ...contents, after: contentAt(stage, index, 'kept') }, entry, contents.after, kept);
    if (!moved) kept.push(entry.path);
  }
  const paths = staging.paths.filter((path) => !kept.includes(path));
  if (paths.length > 0) tell({ ...staging, paths });
  // Nothing is undone after this point: git knows. The next run removes a stage that stays.
  await removeStage(stage).catch(() => undefined);
  return kept;
}

/** Moves all entries from new to old, last one first, then removes the stage. */
export async function carryBack(root: string, stage: string, journal: Journal): Promise<void> {
  for (const [index, entry] of [...journal.entries.entries()].toReversed())
    await moveBack(root, contentsOf(stage, index), entry);
  await removeFolders(root, journal.folders);
  await removeStage(stage);
}

/** What the next run does with an interrupted run: finish it or undo it, completely. */
export async function settle(root: string, token: string, tell: TellGit): Promise<void> {
  const stage = stageOf(root, token);
  const found = await readJournal(stage);
  if (!found) {
    await removeStage(stage);
    return;
  }
  const { journal, direction } = found;
  if (direction === 'back') return carryBack(root, stage, journal);
  try {
    await carryForward(root, stage, journal, tell);
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    await turnBack(stage);
    await carryBack(root, stage, journal);
  }
}

const contentsOf = (stage: string, index: number): Contents => ({
  before: contentAt(stage, index, 'old'),
  after: contentAt(stage, index, 'new'),
});

/** Moves a lock whose record of the kept files is the one from the previous lock. */
async function moveLock(
  root: string,
  contents: Contents,
  entry: Entry,
  planned: string,
  kept: readonly string[],
): Promise<boolean> {
  const now = entryAt(root, entry.path);
  const prefix = entry.path.slice(0, -lockPath.length);
  const ofProject = kept.map((path) => fromProject(prefix, path));
  const { content } = lockKeeping(ofProject, await readFile(planned), now.kind === 'file' ? now.content : undefined);
  await writeFile(contents.after, content);
  return moveForward(root, contents, { ...entry, after: hashOf(content) });
}

/**
 * Lets the next run in. A run that could be neither finished nor undone is left to the next run, with its stage.
 *
 * @returns whether nothing is left
 */
export async function endRun(root: string, { token, left, release, abandon }: RootLock): Promise<boolean> {
  const stages = [token, ...left].map((each) => stageOf(root, each));
  const journals = await Promise.all(stages.map((stage) => readJournal(stage).catch(() => 'unreadable')));
  const isSettled = journals.every((journal) => journal === undefined);
  const areGone = isSettled && (await Promise.all(stages.map(removeStage))).every(Boolean);
  if (areGone) await release();
  else abandon();
  return isSettled;
}
