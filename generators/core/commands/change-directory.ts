import { relative } from 'node:path';
import { shellDirectory } from '../model/shell.js';

/** The command that goes to a directory from where the user stands; nothing where they stand there. */
export const changeTo = (directory: string): string[] => pathTo(directory).map((path) => `cd ${path}`);

/** A directory as a word of a shell, from where the user stands; nothing where they stand there. */
export function pathTo(directory: string): string[] {
  const nearby = relative(process.cwd(), directory);
  const path = nearby.length < directory.length ? nearby : directory;
  return path === '' ? [] : [shellDirectory(path)];
}

/** git for a directory, typed where the user stands: the same command again is typed there too. */
export const gitAt = (directory: string): string => ['git', ...pathTo(directory).map((path) => `-C ${path}`)].join(' ');

/**
 * The command that takes a file back from the last commit.
 *
 * @param directory absolute path of the repository
 */
export const restoring = (directory: string, path: string): string => `${gitAt(directory)} checkout HEAD -- ${path}`;
