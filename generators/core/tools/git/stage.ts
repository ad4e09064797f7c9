import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromProject, fromRepository } from '../../model/outside.js';
import { isInstalled, realOf } from '../programs.js';
import { openInitialised, openRepository, type Repository, type Surroundings } from './repository.js';
import { git, type Answer } from './run.js';

/** What happened on the git side. */
export type GitOutcome =
  | { readonly kind: 'skipped' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly why: string; readonly passing: boolean }
  | {
      readonly kind: 'staged';
      /** Whether a repository was created; otherwise the files were staged in the one around them. */
      readonly initialised: boolean;
      /** The current branch; empty if HEAD is detached. */
      readonly branch: string;
      /** The directory's own path in a larger repository, with a trailing slash; empty at its root. */
      readonly prefix: string;
      /** Files left out because .gitignore lists them; absent if there are none. */
      readonly ignored?: readonly string[];
    };

/** What happened on the git side, and the repository that was found. */
export interface Staged {
  readonly outcome: GitOutcome;
  readonly found: Surroundings;
}

/**
 * Stages files, in a new repository (branch main) unless the directory is already in one. Doesn't commit.
 *
 * In a git flake, Nix sees only the files that git tracks, so an unstaged repository doesn't build (Nix manual, "nix
 * flake": "git+file").
 *
 * @param directory absolute path
 * @param paths relative to the directory
 * @param init whether to create a repository if there is none; one with only some files tracked would hide the others
 *   from Nix, which sees everything in a folder outside a repository
 */
export function staged(directory: string, paths: readonly string[], { init: mayInit = true } = {}): Staged {
  const before = openRepository(directory);
  const mustInit = before.kind === 'none' && mayInit && isInstalled('git');
  const found = mustInit ? initialised(directory) : before;
  switch (found.kind) {
    case 'none':
      return { found, outcome: { kind: mayInit ? 'missing' : 'skipped' } };
    case 'problem':
      return { found, outcome: isInstalled('git') ? { ...found, kind: 'failed' } : { kind: 'missing' } };
    case 'repository': {
      const outcome = stagedIn(found.repository, paths);
      return { found, outcome: outcome.kind === 'staged' ? { ...outcome, initialised: mustInit } : outcome };
    }
  }
}

/** The same, if only the outcome matters. */
export const stage = (...of: Parameters<typeof staged>): GitOutcome => staged(...of).outcome;

function initialised(directory: string): Surroundings {
  const root = realOf(directory);
  const init = git(root, ['init', '--quiet'], { settings: ['init.defaultBranch=main'], writes: true });
  return init.exitCode === 0 ? openInitialised(root) : { ...failed(init), kind: 'problem' };
}

/** Like `git add`, but without filters: those are programs, and .gitattributes decides which files they get. */
function stagedIn(repository: Repository, paths: readonly string[]): GitOutcome {
  const { root, prefix } = repository;
  const full = paths.map((path) => fromRepository(prefix, path));
  const inner = nested(root, full);
  if (inner !== undefined) return { kind: 'failed', why: `${inner} is a repository of its own`, passing: false };
  // With ./ in front, no path starts with a colon, which check-ignore would read as pathspec magic.
  const check = repository.git(['check-ignore', '-z', '--stdin'], {
    input: full.map((path) => `./${path}\0`).join(''),
  });
  // 1 means none is ignored.
  if (check.exitCode > 1) return failed(check);
  const ignored = new Set(
    check.stdout
      .split('\0')
      .map((path) => path.slice(2))
      .filter(Boolean),
  );
  const added = add(
    repository,
    // git would store what a link leads to, which may be anything.
    full.filter((path) => !ignored.has(path) && lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile()),
  );
  if (added && added.exitCode !== 0) return failed(added);
  return {
    kind: 'staged',
    initialised: false,
    branch: branchOf(repository),
    prefix,
    ...(ignored.size > 0 ? { ignored: [...ignored].map((path) => fromProject(prefix, path)) } : {}),
  };
}

/** The current branch; empty if HEAD is detached. Read from the HEAD file, unless references are stored elsewhere. */
function branchOf({ gitDir, git: ask }: Repository): string {
  const [, branch = ''] = /^ref: refs\/heads\/(.+)\n?$/.exec(readFileSync(join(gitDir, 'HEAD'), 'utf8')) ?? [];
  return branch === '.invalid' ? ask(['symbolic-ref', '--quiet', '--short', 'HEAD']).stdout.trim() : branch;
}

/**
 * Puts files into the index as they are on disk.
 *
 * @param paths from the repository's root
 * @returns git's last answer; undefined if there was nothing to do
 */
function add(repository: Repository, paths: readonly string[]): Answer | undefined {
  if (paths.length === 0) return undefined;
  // The files themselves aren't flushed to disk either: git can create its objects from them again.
  const settings = ['core.fsync=none'];
  const hashed = repository.git(['hash-object', '-w', '--no-filters', '--', ...paths], { settings, writes: true });
  if (hashed.exitCode !== 0) return hashed;
  const hashes = hashed.stdout.split('\n');
  const before = repository.fileMode ? undefined : modesOf(repository, paths);
  const lines = paths.map((path, at) => {
    const mode = before ? (before.get(path) ?? '100644') : modeOf(join(repository.root, path));
    return `${mode} ${hashes[at] ?? ''}\t${path}\0`;
  });
  return repository.git(['update-index', '--add', '-z', '--index-info'], { input: lines.join(''), writes: true });
}

const modeOf = (path: string): string => (lstatSync(path).mode & 0o100 ? '100755' : '100644');

/** If the disk doesn't support permissions (core.fileMode), the modes in the index stay. */
function modesOf({ git: ask }: Repository, paths: readonly string[]): ReadonlyMap<string, string> {
  const { stdout } = ask(['--literal-pathspecs', 'ls-files', '--stage', '-z', '--', ...paths]);
  const entries = stdout.split('\0').filter(Boolean);
  return new Map(entries.map((entry) => [entry.slice(entry.indexOf('\t') + 1), entry.slice(0, 6)]));
}

/** A folder between the root and a file that is its own repository, such as a submodule. */
function nested(root: string, paths: readonly string[]): string | undefined {
  const folders = new Set(paths.flatMap((path) => parents(path)));
  return [...folders].find((folder) => lstatSync(join(root, folder, '.git'), { throwIfNoEntry: false }) !== undefined);
}

const parents = (path: string): string[] => {
  const folder = dirname(path);
  return folder === '.' ? [] : [folder, ...parents(folder)];
};

const failed = ({ why, passing }: Answer) => ({ kind: 'failed', why, passing }) as const;
