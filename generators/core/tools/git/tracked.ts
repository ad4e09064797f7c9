import { openRepository, type Repository } from './repository.js';

/** How many paths one command line names; Windows takes 32,767 characters. */
const perCommand = 200;

/**
 * What git's index says of paths, as `git ls-files -v` marks it: H is a file that git looks at; a lower case letter and
 * S are files that it was told to pass over (https://git-scm.com/docs/git-ls-files).
 *
 * @param paths relative to the directory that the repository was opened for
 * @returns path → mark; without the paths that are not in the index; undefined where git cannot say
 */
export function marksOf(
  { git, prefix }: Repository,
  paths: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const marks = new Map<string, string>();
  const wanted = new Set(paths);
  for (let from = 0; from < paths.length; from += perCommand) {
    const some = paths.slice(from, from + perCommand).map((path) => prefix + path);
    const { exitCode, stdout } = git(['--literal-pathspecs', 'ls-files', '-v', '-z', '--', ...some]);
    if (exitCode !== 0) return undefined;
    for (const entry of stdout.split('\0').filter(Boolean)) {
      const path = entry.slice(2 + prefix.length);
      if (wanted.has(path)) marks.set(path, entry.charAt(0));
    }
  }
  return marks;
}

/**
 * Says which files git tracks: those in its index, committed or not.
 *
 * @param directory absolute path
 * @param paths relative to the directory
 * @returns undefined where there is no repository, or git cannot say
 */
export function tracked(directory: string, paths: readonly string[]): ReadonlySet<string> | undefined {
  const found = openRepository(directory);
  if (found.kind !== 'repository') return undefined;
  const marks = marksOf(found.repository, paths);
  return marks && new Set(marks.keys());
}
