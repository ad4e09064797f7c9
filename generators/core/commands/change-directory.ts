import { relative } from 'node:path';
import { shellDirectory } from '../model/shell.js';

/** The command that goes to a directory from the current one; empty if it is the current one. */
export const changeTo = (directory: string): string[] => pathTo(directory).map((path) => `cd ${path}`);

/** A directory as a shell word, from the current one; empty if it is the current one. */
export function pathTo(directory: string): string[] {
  const nearby = relative(process.cwd(), directory);
  const path = nearby.length < directory.length ? nearby : directory;
  return path === '' ? [] : [shellDirectory(path)];
}

/** git for a directory, typed in the current one, where the user will run the same command again. */
export const gitAt = (directory: string): string => ['git', ...pathTo(directory).map((path) => `-C ${path}`)].join(' ');

/**
 * The command that restores a file from the last commit.
 *
 * @param directory absolute path of the repository
 */
export const restoring = (directory: string, path: string): string => `${gitAt(directory)} checkout HEAD -- ${path}`;
