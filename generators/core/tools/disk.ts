import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { DiskEntry } from '../model/change.js';
import { codeOf } from '../model/errors.js';
import { realOf } from './programs.js';

/**
 * Says what is at a path, without ever following a link out of the root.
 *
 * It blocks: each look takes some microseconds, and handing it to another thread and back takes ten times as long.
 *
 * @param root absolute path of the directory; it need not exist
 * @param path below the root, with forward slashes
 * @throws the operating system's error where it cannot be told
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

/** Larger files are none that we write or merge, in bytes. */
const largest = 64 * 1024 * 1024;

/** Reads what was a plain file a moment ago; it may be something else by now, and must not hold us up. */
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

/** A parent between the root and a path that is no directory of the root's own says why nothing can be written below it. */
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

/** Whether a path leads into a git directory, on disks that tell `.GIT` from it or not. */
const isGits = (path: string): boolean => path.split(sep).some((step) => step.toLowerCase() === '.git');

const name = (root: string, path: string): string => relative(root, path) || root;

/** Without a file, or below one, there is nothing. */
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
