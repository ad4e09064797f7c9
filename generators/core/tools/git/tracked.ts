import { fromProject, fromRepository } from '../../model/outside.js';
import { openRepository, type Repository } from './repository.js';

/** Paths per command line; Windows allows 32,767 characters. */
const perCommand = 200;

/**
 * How git's index marks paths, as in `git ls-files -v`: H is a file that git checks; lowercase letters and S are files
 * that it was told to ignore (https://git-scm.com/docs/git-ls-files).
 *
 * @param paths relative to the directory that the repository was opened for
 * @returns path → mark, without paths that aren't in the index; undefined if git can't tell
 */
export function marksOf(
  { git, prefix }: Repository,
  paths: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const marks = new Map<string, string>();
  const wanted = new Set(paths);
  for (let from = 0; from < paths.length; from += perCommand) {
    const some = paths.slice(from, from + perCommand).map((path) => fromRepository(prefix, path));
    const { exitCode, stdout } = git(['--literal-pathspecs', 'ls-files', '-v', '-z', '--', ...some]);
    if (exitCode !== 0) return undefined;
    for (const entry of stdout.split('\0').filter(Boolean)) {
      const path = fromProject(prefix, entry.slice(2));
      if (wanted.has(path)) marks.set(path, entry.charAt(0));
    }
  }
  return marks;
}

/**
 * Returns which files git tracks: those in its index, committed or not.
 *
 * @param directory absolute path
 * @param paths relative to the directory
 * @returns undefined if there is no repository, or git can't tell
 */
export function tracked(directory: string, paths: readonly string[]): ReadonlySet<string> | undefined {
  const found = openRepository(directory);
  if (found.kind !== 'repository') return undefined;
  const marks = marksOf(found.repository, paths);
  return marks && new Set(marks.keys());
}
