import { readFileSync } from 'node:fs';
import { copyFile, link, lstat, mkdir, rename, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { entryAt } from '../tools/disk.js';
import { codeOf } from '../model/errors.js';
import { hashOf, type Entry } from './journal.js';

/** What is at an entry's path: the old content, the new one, or something else. */
type State = 'before' | 'after' | 'other';

function stateOf(root: string, { path, before, after }: Entry): State {
  const entry = entryAt(root, path);
  if (entry.kind === 'blocked') return 'other';
  const hash = entry.kind === 'file' ? hashOf(entry.content) : null;
  if (hash === after) return 'after';
  return hash === before ? 'before' : 'other';
}

/** Thrown where a stage does not hold what its journal says, as after a power cut. */
export class Damaged extends Error {}

/** Where a stage keeps both contents of an entry. */
export interface Contents {
  readonly before: string;
  readonly after: string;
}

/**
 * Carries an entry from old to new, unless something else is there by now.
 *
 * @returns whether it is new
 */
export async function moveForward(root: string, contents: Contents, entry: Entry): Promise<boolean> {
  const state = stateOf(root, entry);
  if (state === 'after' && entry.after === null) await removeEmpty(root, dirname(entry.path));
  if (state !== 'before') return state === 'after';
  if (entry.after === null) await unlink(join(root, entry.path));
  else {
    if (!isWhole(contents.after, entry.after)) throw new Damaged(contents.after);
    if (!(await put(root, contents.after, entry.path, entry.before !== null))) return false;
  }
  // Saved between the look and the move: the stage's name for the file has it.
  if (entry.before !== null && !isWhole(contents.before, entry.before)) {
    await put(root, contents.before, entry.path, entry.after !== null);
    return false;
  }
  if (entry.after === null) await removeEmpty(root, dirname(entry.path));
  return true;
}

/** Carries an entry from new to old, unless something else is there by now. */
export async function moveBack(root: string, { before }: Contents, entry: Entry): Promise<void> {
  if (stateOf(root, entry) !== 'after') return;
  if (entry.before === null) await unlink(join(root, entry.path));
  else if (isWhole(before, entry.before)) await put(root, before, entry.path, entry.after !== null);
}

function isWhole(content: string, hash: string): boolean {
  try {
    return hashOf(readFileSync(content)) === hash;
  } catch {
    return false;
  }
}

/**
 * Moves a content to its place.
 *
 * @param isOver whether a file is there, that it replaces
 * @returns whether it is there; not where something has just appeared
 */
async function put(root: string, content: string, path: string, isOver: boolean): Promise<boolean> {
  const target = join(root, path);
  if (isOver) {
    await rename(content, target);
    return true;
  }
  await mkdir(dirname(target), { recursive: true });
  // The folder may have become a link while it was looked at.
  if (entryAt(root, path).kind !== 'absent') return false;
  try {
    // Unlike a move, it goes over nothing that appears at this moment.
    await link(content, target);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!withoutLinks.has(codeOf(error))) throw error;
  }
  if (await lstat(target).catch(() => undefined)) return false;
  await rename(content, target);
  return true;
}

/** How disks say that they have no second names, or none for this file. */
const withoutLinks = new Set(['EPERM', 'EACCES', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'EMLINK']);

/** Keeps what is at a path by a second name for it or, where disks have none, by a copy. */
export async function keepOld(root: string, path: string, copy: string): Promise<void> {
  await link(join(root, path), copy).catch((error: unknown) => {
    if (!withoutLinks.has(codeOf(error))) throw error;
    return copyFile(join(root, path), copy);
  });
}

/** Removes folders of the root that a run made, the inner ones first, where nothing is in them. */
export async function removeFolders(root: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders.toReversed()) await isRemoved(join(root, folder));
}

/** Removes a folder of the root that is empty, and then those around it. */
async function removeEmpty(root: string, folder: string): Promise<void> {
  if (folder !== '.' && (await isRemoved(join(root, folder)))) await removeEmpty(root, dirname(folder));
}

/** Removes a folder, unless anything is in it. */
export const isRemoved = (folder: string): Promise<boolean> =>
  rmdir(folder).then(
    () => true,
    () => false,
  );
