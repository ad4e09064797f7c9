import { relative, resolve, sep } from 'node:path';
import { openRepository } from './repository.js';

/** A file that git doesn't take in, and the line that says so. */
export interface Ignored {
  readonly path: string;
  /** The list that has the line, relative to the directory; absolute if it isn't below it. */
  readonly list: string;
  /** Counted from 1. */
  readonly line: number;
  readonly pattern: string;
}

/**
 * Finds files that git ignores and doesn't track: they are in no commit, whether they exist or not.
 *
 * @param directory absolute path
 * @param paths relative to the directory
 * @returns empty if there is no repository, or if git can't tell
 */
export function ignoredIn(directory: string, paths: readonly string[]): Ignored[] {
  if (paths.length === 0) return [];
  const found = openRepository(directory);
  if (found.kind !== 'repository') return [];
  const { git, root, prefix } = found.repository;
  // With ./ in front, no path starts with a colon, which would be pathspec magic.
  const input = paths.map((path) => `./${prefix}${path}\0`).join('');
  const { exitCode, stdout } = git(['check-ignore', '--verbose', '-z', '--stdin'], { input });
  if (exitCode !== 0) return [];
  const fields = stdout.split('\0');
  const own = resolve(root, prefix);
  const listAt = (source: string): string => {
    const path = relative(own, resolve(root, source)).split(sep).join('/');
    return path.startsWith('../') ? resolve(root, source) : path;
  };
  // Four fields each: https://git-scm.com/docs/git-check-ignore#_output. A pattern with ! takes a file in again.
  return paths.flatMap((_, index) => {
    const [source = '', line = '', pattern = '', path = ''] = fields.slice(4 * index, 4 * index + 4);
    if (path === '' || pattern.startsWith('!')) return [];
    return [{ path: path.slice(2 + prefix.length), list: listAt(source), line: Number(line), pattern }];
  });
}

/**
 * Finds a file below a folder that git ignores and doesn't track.
 *
 * @param directory absolute path
 * @param folder relative to the directory
 * @param names glob on the names of files
 * @returns undefined if there is none, or if git can't tell
 */
export function ignoredBelow(directory: string, folder: string, names: string): string | undefined {
  const found = openRepository(directory);
  if (found.kind !== 'repository') return undefined;
  const { git, prefix } = found.repository;
  const below = `:(glob,top)${prefix}${folder}/**/${names}`;
  const { exitCode, stdout } = git([
    'ls-files',
    '--others',
    '--ignored',
    '--exclude-standard',
    '--full-name',
    '-z',
    '--',
    below,
  ]);
  const [first = ''] = exitCode === 0 ? stdout.split('\0', 1) : [];
  return first === '' ? undefined : first.slice(prefix.length);
}
