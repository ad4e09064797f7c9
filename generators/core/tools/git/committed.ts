import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromProject, fromRepository, isOutside } from '../../model/outside.js';
import { openRepository } from './repository.js';
import { marksOf } from './tracked.js';

/** Whether git can restore what is in files now. */
export type Committed =
  | { readonly kind: 'clean' }
  /** Files that differ from the last commit, in git status format: two letters and the path. */
  | { readonly kind: 'changed'; readonly files: readonly string[] }
  /** There is no repository. */
  | { readonly kind: 'none' }
  | Unknown;

/** git can't tell, or may not be asked. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
  /** Whether retrying soon may work. */
  readonly passing: boolean;
}

/** Files whose current content is in no commit. */
export type Unguarded =
  | {
      readonly kind: 'listed';
      readonly untracked: readonly string[];
      /** Tracked, but git was told to ignore changes in them. */
      readonly hidden: readonly string[];
    }
  | { readonly kind: 'none' }
  | Unknown;

/**
 * Compares the tracked files below a directory with the last commit.
 *
 * @param directory absolute path
 * @param paths more files, if they are outside of it
 */
export function committed(directory: string, paths: readonly string[] = []): Committed {
  const found = openRepository(directory);
  if (found.kind === 'none') return found;
  if (found.kind === 'problem') return { ...found, kind: 'unknown' };
  const { git, gitDir, prefix } = found.repository;
  const lock = join(gitDir, 'index.lock');
  if (existsSync(lock))
    return {
      kind: 'unknown',
      why: `Another git is running here, or was stopped halfway: there is ${lock}`,
      passing: true,
    };
  const outside = prefix === '' ? [] : paths.filter(isOutside).map((path) => fromRepository(prefix, path));
  const untouched = ['--untracked-files=no', '--ignore-submodules=all', '--no-renames'];
  const status = git([
    '--literal-pathspecs',
    'status',
    '--porcelain',
    '-z',
    ...untouched,
    '--',
    prefix || '.',
    ...outside,
  ]);
  if (status.exitCode !== 0) return { kind: 'unknown', why: status.why, passing: status.passing };
  const files = status.stdout.split('\0').filter(Boolean);
  if (files.length === 0) return { kind: 'clean' };
  return { kind: 'changed', files: files.map((line) => line.slice(0, 3) + fromProject(prefix, line.slice(3))) };
}

/**
 * Finds the files that no commit can restore, because git doesn't track them or ignores changes in them.
 *
 * @param directory absolute path
 * @param paths relative to the directory
 */
export function unguarded(directory: string, paths: readonly string[]): Unguarded {
  const found = openRepository(directory);
  if (found.kind === 'none') return found;
  if (found.kind === 'problem') return { ...found, kind: 'unknown' };
  const marks = marksOf(found.repository, paths);
  if (!marks) return { kind: 'unknown', why: 'git could not list the files that it tracks', passing: false };
  return {
    kind: 'listed',
    untracked: paths.filter((path) => !marks.has(path)),
    hidden: paths.filter((path) => marks.has(path) && marks.get(path) !== 'H'),
  };
}
