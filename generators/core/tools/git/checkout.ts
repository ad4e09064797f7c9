import { relative, sep } from 'node:path';
import { gitFolder, realOf } from '../programs.js';
import { remotesOf, type Remote } from './remotes.js';
import { openRepository, type Repository } from './repository.js';

/** What git knows of a directory, as far as the next steps depend on it. */
export interface Checkout {
  /** The directory's path in the repository, with a slash at the end; empty at its root. */
  readonly prefix: string;
  /** The branch that is checked out; empty where HEAD is on none. */
  readonly branch: string;
  /** The last commit; empty before the first one. */
  readonly commit: string;
  readonly remotes: readonly Remote[];
  /** The commits that branches of remotes were last seen at, by e.g. "heroku/main". */
  readonly pushed: ReadonlyMap<string, string>;
  /** Whether something is staged and not committed. */
  readonly hasStaged: boolean;
  /** The files asked about that differ from what is staged, or that git does not know. */
  readonly unstaged: readonly string[];
}

/**
 * Says how far a directory is on its way into a commit and to Heroku.
 *
 * @param directory absolute path
 * @param paths files below it, with forward slashes
 * @returns nothing where there is no repository, or git cannot say
 */
export function checkoutOf(directory: string, paths: readonly string[] = []): Checkout | undefined {
  const found = openRepository(directory);
  if (found.kind !== 'repository') return undefined;
  const { repository } = found;
  const { git, prefix } = repository;
  const lineOf = (...args: readonly string[]): string => {
    const { exitCode, stdout } = git(args);
    return exitCode === 0 ? stdout.trim() : '';
  };
  const refs = lineOf('for-each-ref', '--format=%(objectname) %(refname:lstrip=2)', 'refs/remotes');
  return {
    prefix,
    branch: lineOf('symbolic-ref', '--quiet', '--short', 'HEAD'),
    commit: lineOf('rev-parse', '--verify', '--quiet', 'HEAD'),
    remotes: remotesOf(repository),
    pushed: new Map(refs.split('\n').map((line) => [line.slice(line.indexOf(' ') + 1), line.split(' ')[0] ?? ''])),
    ...stateOf(repository, paths),
  };
}

function stateOf({ git, prefix }: Repository, paths: readonly string[]): Pick<Checkout, 'hasStaged' | 'unstaged'> {
  if (paths.length === 0) return { hasStaged: false, unstaged: [] };
  const full = paths.map((path) => prefix + path);
  const how = ['--porcelain', '-z', '--untracked-files=all', '--ignore-submodules=all', '--no-renames'];
  const { exitCode, stdout } = git(['--literal-pathspecs', 'status', ...how, '--', ...full]);
  if (exitCode !== 0) return { hasStaged: false, unstaged: [] };
  const entries = stdout.split('\0').filter(Boolean);
  return {
    hasStaged: entries.some((entry) => !/^[ ?!]/.test(entry)),
    unstaged: entries.filter((entry) => entry[1] !== ' ').map((entry) => entry.slice(3 + prefix.length)),
  };
}

/**
 * The path of a directory in the repository around it, with a slash at the end; empty at its root, and without one.
 *
 * @param directory absolute path; it need not exist
 */
export function prefixOf(directory: string): string {
  const root = folderOrNone(directory);
  const path = root === undefined ? '' : relative(root, realOf(directory)).split(sep).join('/');
  return path === '' ? '' : `${path}/`;
}

/** A path below a file has no repository. */
function folderOrNone(directory: string): string | undefined {
  try {
    return gitFolder(directory);
  } catch {
    return undefined;
  }
}
