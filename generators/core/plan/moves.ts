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

/** Thrown when a stage doesn't have what its journal says, as after a power failure. */
export class Damaged extends Error {}

/** Where a stage keeps both contents of an entry. */
export interface Contents {
  readonly before: string;
  readonly after: string;
}

/**
 * Moves an entry from old to new, unless something else is there now.
 *
 * @returns whether the new state is in place
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
  // Saved between the check and the move: the stage's link to the file has it.
  if (entry.before !== null && !isWhole(contents.before, entry.before)) {
    await put(root, contents.before, entry.path, entry.after !== null);
    return false;
  }
  if (entry.after === null) await removeEmpty(root, dirname(entry.path));
  return true;
}

/** Moves an entry from new to old, unless something else is there now. */
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
 * Moves a content file into place.
 *
 * @param isOver whether it replaces a file that is there
 * @returns whether it is in place; false if something has just appeared there
 */
async function put(root: string, content: string, path: string, isOver: boolean): Promise<boolean> {
  const target = join(root, path);
  if (isOver) {
    await rename(content, target);
    return true;
  }
  await mkdir(dirname(target), { recursive: true });
  // The folder may have become a link since it was checked.
  if (entryAt(root, path).kind !== 'absent') return false;
  try {
    // Unlike a rename, a link never overwrites what appears at this moment.
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

/** Error codes of file systems without hard links, or without one for this file. */
const withoutLinks = new Set(['EPERM', 'EACCES', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'EMLINK']);

/** Keeps what is at a path through a hard link or, if the disk has none, a copy. */
export async function keepOld(root: string, path: string, copy: string): Promise<void> {
  await link(join(root, path), copy).catch((error: unknown) => {
    if (!withoutLinks.has(codeOf(error))) throw error;
    return copyFile(join(root, path), copy);
  });
}

/** Removes the folders in the root that a run created, innermost first, if they are empty. */
export async function removeFolders(root: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders.toReversed()) await isRemoved(join(root, folder));
}

/** Removes an empty folder in the root, and then its parents if they are empty. */
async function removeEmpty(root: string, folder: string): Promise<void> {
  if (folder !== '.' && (await isRemoved(join(root, folder)))) await removeEmpty(root, dirname(folder));
}

/** Removes a folder, unless it contains something. */
export const isRemoved = (folder: string): Promise<boolean> =>
  rmdir(folder).then(
    () => true,
    () => false,
  );
