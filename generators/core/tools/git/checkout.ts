import { relative, sep } from 'node:path';
import { fromProject, fromRepository } from '../../model/outside.js';
import { gitFolder, realOf } from '../programs.js';
import type { Remote } from './remotes.js';
import { openRepository, type Repository } from './repository.js';
import type { Staged } from './stage.js';

/** What git knows about a directory, as far as the next steps need it. */
export interface Checkout {
  /** The directory's path in the repository, with a trailing slash; empty at its root. */
  readonly prefix: string;
  /** The current branch; empty if HEAD is detached. */
  readonly branch: string;
  /** The last commit; empty before the first one. */
  readonly commit: string;
  readonly remotes: readonly Remote[];
  /** What a push sends: the last commit or, for a folder, its tree there. */
  readonly sent: string;
  /** The same for remote branches as they were last seen, by name, e.g. "heroku/main". */
  readonly pushed: ReadonlyMap<string, string>;
  /** Whether something is staged but not committed. */
  readonly hasStaged: boolean;
  /** Of the given files, those that differ from what is staged, or that git doesn't know. */
  readonly unstaged: readonly string[];
}

/**
 * Returns how far a directory is on its way into a commit and to Heroku.
 *
 * @param directory absolute path
 * @param paths files below it, with forward slashes
 * @param told the result of staging the same files a moment ago
 * @returns undefined if there is no repository, or git can't tell
 */
export function checkoutOf(directory: string, paths: readonly string[], told?: Staged): Checkout | undefined {
  const found = told?.found ?? openRepository(directory);
  if (found.kind !== 'repository') return undefined;
  const { repository } = found;
  const state = stateAfterInit(told, paths) ?? stateOf(repository, paths);
  if (!state) return undefined;
  const { remotes } = repository;
  const isOnHeroku = remotes.some(({ app }) => app !== undefined);
  const sent = isOnHeroku && repository.prefix !== '' ? treeOf(repository) : state.commit;
  const pushed = isOnHeroku ? pushedTo(repository) : new Map<string, string>();
  return { prefix: repository.prefix, ...state, remotes, sent, pushed };
}

/** The remotes of the repository around a directory; empty if there is no repository, or git can't tell. */
export function remotesAt(directory: string): readonly Remote[] {
  const found = openRepository(directory);
  return found.kind === 'repository' ? found.repository.remotes : [];
}

type State = Pick<Checkout, 'branch' | 'commit' | 'hasStaged' | 'unstaged'>;

/** In a repository created for these files, git knows nothing but what was staged. */
function stateAfterInit(told: Staged | undefined, paths: readonly string[]): State | undefined {
  if (told?.outcome.kind !== 'staged' || !told.outcome.initialised) return undefined;
  const { branch, ignored = [] } = told.outcome;
  return { branch, commit: '', hasStaged: paths.some((path) => !ignored.includes(path)), unstaged: [] };
}

/** The tree of a folder in the last commit; empty if it isn't there. */
const treeOf = ({ git, prefix }: Repository): string =>
  git(['rev-parse', '--quiet', '--verify', `HEAD:${prefix}`]).stdout.trim();

function pushedTo({ git, prefix }: Repository): Map<string, string> {
  const sent = prefix === '' ? 'objectname' : 'tree';
  const { stdout } = git(['for-each-ref', `--format=%(${sent}) %(refname:lstrip=2)`, 'refs/remotes']);
  const lines = stdout.split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]));
}

/** Number of fields before the path in a git status entry (https://git-scm.com/docs/git-status, version 2). */
const fields: Readonly<Partial<Record<string, number>>> = { '1': 8, u: 10, '?': 1 };

function stateOf({ git, prefix }: Repository, paths: readonly string[]): State | undefined {
  const full = paths.length > 0 ? paths.map((path) => fromRepository(prefix, path)) : [prefix || '.'];
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
    return [{ marks, path: fromProject(prefix, words.slice(before).join(' ')) }];
  });
  return {
    branch: head('head') === '(detached)' ? '' : head('head'),
    commit: head('oid') === '(initial)' ? '' : head('oid'),
    hasStaged: entries.some(({ marks }) => !marks.startsWith('.')),
    unstaged: entries.filter(({ marks }) => !marks.endsWith('.')).map(({ path }) => path),
  };
}

/**
 * A directory's path in the repository around it, with a trailing slash; empty at its root, or if there is none.
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
