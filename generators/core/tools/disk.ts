import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { DiskEntry } from '../model/change.js';
import { codeOf } from '../model/errors.js';
import { realOf } from './programs.js';

/**
 * Returns what is at a path, without ever following a link out of the root.
 *
 * Synchronous: each check takes microseconds, and a round trip to another thread takes ten times as long.
 *
 * @param root absolute path of the directory; it need not exist
 * @param path below the root, with forward slashes
 * @throws the operating system's error if it can't tell
 */
export function entryAt(root: string, path: string): DiskEntry {
  const full = join(root, path);
  const blocker = blockedParent(root, full);
  if (blocker !== undefined) return { kind: 'blocked', why: blocker };
  const own = lstatOrNothing(full);
  if (!own) return { kind: 'absent' };
  if (own.isSymbolicLink()) return { kind: 'blocked', why: 'a symbolic link is in the way' };
  if (own.isDirectory()) return { kind: 'blocked', why: 'a directory is in the way' };
  if (!own.isFile()) return { kind: 'blocked', why: 'something that is neither file nor directory is in the way' };
  return read(full);
}

/** In bytes; we never write or merge a larger file. */
const largest = 64 * 1024 * 1024;

/** Reads what was a regular file a moment ago; it may be something else now, and must not block us. */
function read(full: string): DiskEntry {
  const file = openSync(full, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const { mode, size } = fstatSync(file);
    if (size > largest)
      return { kind: 'blocked', why: `a file of more than ${largest / 1024 / 1024} MiB is in the way` };
    return { kind: 'file', content: readFileSync(file), mode: mode & 0o777 };
  } finally {
    closeSync(file);
  }
}

/** Why nothing can be written at a path, if a parent of it isn't a directory inside the root. */
function blockedParent(root: string, full: string): string | undefined {
  const steps = relative(root, dirname(full)).split(sep).filter(Boolean);
  const realRoot = realOf(root);
  let parent = root;
  for (const step of ['', ...steps]) {
    parent = join(parent, step);
    const found = statOrNothing(parent);
    if (!found) return lstatOrNothing(parent) ? `${name(root, parent)} is a broken symbolic link` : undefined;
    if (!found.isDirectory()) return `${name(root, parent)} is no directory`;
    const real = realpathSync.native(parent);
    if (real !== realRoot && !real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) {
      return `${name(root, parent)} is a symbolic link out of the destination`;
    }
    if (isGits(relative(realRoot, real))) return `${name(root, parent)} is a symbolic link into .git`;
  }
  return undefined;
}

/** Whether a path leads into a git directory, ignoring case on every disk. */
const isGits = (path: string): boolean => path.split(sep).some((step) => step.toLowerCase() === '.git');

const name = (root: string, path: string): string => relative(root, path) || root;

/** Missing files, and paths below a file, count as absent. */
const orNothing = <T>(look: () => T | undefined): T | undefined => {
  try {
    return look();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
};
const statOrNothing = (path: string) => orNothing(() => statSync(path, { throwIfNoEntry: false }));
const lstatOrNothing = (path: string) => orNothing(() => lstatSync(path, { throwIfNoEntry: false }));
