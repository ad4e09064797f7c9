import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { DiskEntry } from '../change.js';
import { explainSystemError } from '../errors.js';

/** A read-only view of one directory, which need not exist. */
export interface Project {
  /** Absolute path. */
  readonly root: string;
  /** Says what stands at a path below the root, without ever following a link out of it. */
  readonly entry: (path: string) => Promise<DiskEntry>;
  /** The text at a path; nothing when there is no file. */
  readonly text: (path: string) => Promise<string | undefined>;
}

/**
 * Opens a view of a directory.
 *
 * @param directory absolute, or relative to the working directory
 */
export function openProject(directory: string): Project {
  const root = resolve(directory);
  const entry = async (path: string): Promise<DiskEntry> => {
    try {
      return await look(root, path);
    } catch (error) {
      throw explainSystemError(error, `look at ${join(root, path)}`);
    }
  };
  const text = async (path: string): Promise<string | undefined> => {
    const found = await entry(path);
    return found.kind === 'file' ? found.content.toString('utf8') : undefined;
  };
  return { root, entry, text };
}

async function look(root: string, path: string): Promise<DiskEntry> {
  const full = join(root, path);
  const blocker = await blockedParent(root, full);
  if (blocker !== undefined) return { kind: 'blocked', why: blocker };
  const own = await lstatOrNothing(full);
  if (!own) return { kind: 'absent' };
  if (own.isSymbolicLink()) return { kind: 'blocked', why: 'a symbolic link stands there' };
  if (own.isDirectory()) return { kind: 'blocked', why: 'a directory stands there' };
  if (!own.isFile()) return { kind: 'blocked', why: 'something that is neither file nor directory stands there' };
  return { kind: 'file', content: await readFile(full), mode: own.mode & 0o777 };
}

/** A parent between the root and a path that is no directory of the root's own says why nothing can be written below it. */
async function blockedParent(root: string, full: string): Promise<string | undefined> {
  const steps = relative(root, dirname(full)).split(sep).filter(Boolean);
  const realRoot = await realpath(root).catch(() => root);
  let parent = root;
  for (const step of ['', ...steps]) {
    parent = join(parent, step);
    const found = await statOrNothing(parent);
    if (!found) return (await lstatOrNothing(parent)) ? `${name(root, parent)} is a broken symbolic link` : undefined;
    if (!found.isDirectory()) return `${name(root, parent)} is no directory`;
    const real = await realpath(parent);
    if (real !== realRoot && !real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) {
      return `${name(root, parent)} is a symbolic link out of the destination`;
    }
  }
  return undefined;
}

const name = (root: string, path: string): string => relative(root, path) || root;

const orNothing = (error: unknown): undefined => {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return undefined;
  throw error;
};
const statOrNothing = (path: string) => stat(path).catch(orNothing);
const lstatOrNothing = (path: string) => lstat(path).catch(orNothing);
