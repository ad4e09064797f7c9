import { relative, sep } from 'node:path';
import { gitFolder, realOf } from '../programs.js';
import type { Remote } from './remotes.js';
import { openRepository, type Repository } from './repository.js';
import type { Staged } from './stage.js';

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
 * @param told what came of staging the same files a moment ago
 * @returns nothing where there is no repository, or git cannot say
 */
export function checkoutOf(directory: string, paths: readonly string[], told?: Staged): Checkout | undefined {
  const found = told?.found ?? openRepository(directory);
  if (found.kind !== 'repository') return undefined;
  const { repository } = found;
  const state = stateAfterInit(told, paths) ?? stateOf(repository, paths);
  if (!state) return undefined;
  const { remotes } = repository;
  const isOnHeroku = remotes.some(({ app }) => app !== undefined);
  return { prefix: repository.prefix, ...state, remotes, pushed: isOnHeroku ? pushedTo(repository) : new Map() };
}

/** The remotes of the repository around a directory; none where there is no repository, or git cannot say. */
export function remotesAt(directory: string): readonly Remote[] {
  const found = openRepository(directory);
  return found.kind === 'repository' ? found.repository.remotes : [];
}

type State = Pick<Checkout, 'branch' | 'commit' | 'hasStaged' | 'unstaged'>;

/** In a repository that was made for these files, what was staged is all that git has to say. */
function stateAfterInit(told: Staged | undefined, paths: readonly string[]): State | undefined {
  if (told?.outcome.kind !== 'staged' || !told.outcome.initialised) return undefined;
  const { branch, ignored = [] } = told.outcome;
  return { branch, commit: '', hasStaged: paths.some((path) => !ignored.includes(path)), unstaged: [] };
}

function pushedTo({ git }: Repository): Map<string, string> {
  const { stdout } = git(['for-each-ref', '--format=%(objectname) %(refname:lstrip=2)', 'refs/remotes']);
  const lines = stdout.split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]));
}

/** How many fields stand before the path in an entry of git status (https://git-scm.com/docs/git-status, version 2). */
const fields: Readonly<Partial<Record<string, number>>> = { '1': 8, u: 10, '?': 1 };

function stateOf({ git, prefix }: Repository, paths: readonly string[]): State | undefined {
  const full = paths.length > 0 ? paths.map((path) => prefix + path) : [prefix || '.'];
  const how = ['--porcelain=v2', '--branch', '-z', '--no-renames', '--ignore-submodules=all'];
  const untracked = `--untracked-files=${paths.length > 0 ? 'all' : 'no'}`;
  const { exitCode, stdout } = git(['--literal-pathspecs', 'status', ...how, untracked, '--', ...full]);
  if (exitCode !== 0) return undefined;
  const lines = stdout.split('\0').filter(Boolean);
  const head = (name: string): string =>
    lines.find((line) => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length) ?? '';
  const entries = lines.flatMap((line) => {
    const words = line.split(' ');
    const before = fields[words[0] ?? ''];
    if (before === undefined) return [];
    const marks = words[0] === '?' ? '.?' : (words[1] ?? '');
    return [{ marks, path: words.slice(before).join(' ').slice(prefix.length) }];
  });
  return {
    branch: head('head') === '(detached)' ? '' : head('head'),
    commit: head('oid') === '(initial)' ? '' : head('oid'),
    hasStaged: entries.some(({ marks }) => !marks.startsWith('.')),
    unstaged: entries.filter(({ marks }) => !marks.endsWith('.')).map(({ path }) => path),
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
