import { join, resolve } from 'node:path';
import type { DiskEntry } from '../model/change.js';
import { entryAt } from '../tools/disk.js';
import { explainSystemError } from '../model/errors.js';
import { isOutside } from '../model/outside.js';
import { gitFolder } from '../tools/programs.js';

/** A read-only view of one directory, which need not exist. */
export interface Project {
  /** Absolute path. */
  readonly root: string;
  /** What is at a path below the root (or, with a slash in front, below the repository's root), without ever following a link out of it. */
  readonly entry: (path: string) => DiskEntry;
  /** The text at a path; undefined if there is no file. */
  readonly text: (path: string) => string | undefined;
}

/**
 * Opens a view of a directory.
 *
 * @param directory absolute, or relative to the working directory
 */
export function openProject(directory: string): Project {
  const root = resolve(directory);
  const entry = (path: string): DiskEntry => {
    try {
      return isOutside(path) ? entryAt(gitFolder(root) ?? root, path.slice(1)) : entryAt(root, path);
    } catch (error) {
      throw explainSystemError(error, `look at ${join(root, path)}`);
    }
  };
  const text = (path: string): string | undefined => {
    const found = entry(path);
    return found.kind === 'file' ? found.content.toString('utf8') : undefined;
  };
  return { root, entry, text };
}
