import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { isInstalled } from './programs.js';

/** What became of the repository's git side. */
export type GitOutcome =
  | { readonly kind: 'skipped' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly why: string; readonly passing: boolean }
  | {
      readonly kind: 'staged';
      /** Whether a repository was made; else the files were staged in the one around them. */
      readonly initialised: boolean;
      /** The current branch; empty where HEAD is on none. */
      readonly branch: string;
      /** The directory's own path in a larger repository, with a slash at the end; empty at its root. */
      readonly prefix: string;
      /** What was left out, since .gitignore names it; absent where nothing was. */
      readonly ignored?: readonly string[];
    };

/**
 * Stages files, in a new repository (branch main) unless the directory is in one already. Makes no commit.
 *
 * Nix sees only the files of a git flake that git tracks, so an unstaged repository does not build
 * (Nix manual, "nix flake": "git+file").
 *
 * @param directory absolute path
 * @param paths relative to the directory
 */
export function stage(directory: string, paths: readonly string[]): GitOutcome {
  if (!isInstalled('git')) return { kind: 'missing' };
  const inside = mayBeInside(directory) ? git(directory, ['rev-parse', '--show-prefix']) : nowhere;
  const initialised = inside.exitCode !== 0;
  if (initialised) {
    // A refusal to trust the owner of a repository that is there must not end in a second one inside it.
    if (inside.stderr.includes('dubious ownership')) return failed(inside.stderr);
    const init = git(directory, ['-c', 'init.defaultBranch=main', 'init', '--quiet']);
    if (init.exitCode !== 0) return failed(init.stderr);
  }
  let add = git(directory, [...adding, ...paths]);
  const ignored = add.exitCode === 0 ? [] : ignoredOf(directory, paths);
  const rest = paths.filter((path) => !ignored.includes(path));
  if (ignored.length > 0 && rest.length > 0) add = git(directory, [...adding, ...rest]);
  if (add.exitCode !== 0) return failed(add.stderr);
  const left = ignored.length > 0 ? { ignored } : {};
  if (initialised) return { kind: 'staged', initialised, branch: 'main', prefix: '', ...left };
  const head = git(directory, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return { kind: 'staged', initialised, branch: head.stdout.trim(), prefix: inside.stdout.trim(), ...left };
}

const adding = ['--literal-pathspecs', 'add', '--'] as const;

/** The paths that git would not track unless it is forced to. */
function ignoredOf(directory: string, paths: readonly string[]): string[] {
  const check = git(directory, ['-c', 'core.quotePath=false', 'check-ignore', '--', ...paths]);
  return check.exitCode === 0 ? check.stdout.split('\n').filter(Boolean) : [];
}

/**
 * The tracked files below a directory that differ from the last commit.
 *
 * @returns paths relative to the directory; none where there is no git repository, or no git
 */
export function uncommitted(directory: string): string[] {
  if (!isInstalled('git') || !mayBeInside(directory)) return [];
  const diff = git(directory, ['status', '--porcelain', '--untracked-files=no', '--', '.']);
  return diff.exitCode === 0 ? diff.stdout.split('\n').filter(Boolean) : [];
}

const nowhere = { exitCode: 1, stdout: '', stderr: '' };

/** Spares the question to git where no directory upwards holds a .git: starting a process is what costs most here. */
function mayBeInside(directory: string): boolean {
  const parent = dirname(directory);
  return existsSync(join(directory, '.git')) || (parent !== directory && mayBeInside(parent));
}

const failed = (stderr: string): GitOutcome => ({
  kind: 'failed',
  why: stderr.trim(),
  passing: stderr.includes('index.lock'),
});

/** Variables by which a caller, such as a git hook, would turn our git to another repository. */
const foreign = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_OBJECT_DIRECTORY', 'GIT_COMMON_DIR'];

/** Waits without giving way: nothing else is to be done meanwhile, and pipes that are read bit by bit cost as much as git. */
function git(cwd: string, args: readonly string[]): { exitCode: number; stdout: string; stderr: string } {
  const env = Object.fromEntries(foreign.map((name) => [name, undefined]));
  const result = execaSync('git', args, {
    cwd,
    env: { ...env, LC_ALL: 'C' },
    reject: false,
    stdin: 'ignore',
    timeout: 60_000,
  });
  // A git that could not be started, or took too long, has neither a code nor words of its own.
  const { exitCode = 1, stdout, stderr } = result;
  return { exitCode, stdout, stderr: stderr || (result.failed ? (result.shortMessage ?? '') : '') };
}
