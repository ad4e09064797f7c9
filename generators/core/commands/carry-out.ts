import type { Change } from '../model/change.js';
import { fromProject, fromRepository, isOutside } from '../model/outside.js';
import { apply } from '../plan/apply.js';
import type { Staging } from '../plan/journal.js';
import { checkoutOf, prefixOf, staged, tracked, type Staged } from '../tools/git.js';
import { isInstalled } from '../tools/programs.js';
import { decide, type OnConflict } from '../terminal/conflicts.js';
import type { Terminal } from '../terminal/terminal.js';
import { neededPrograms } from './report.js';
import type { Result } from './result.js';
import { rootsOf } from './subfolder.js';

/** How a plan is carried out. */
export interface CarryingOut {
  /** What to do with a file that differs and that we didn't write. */
  readonly onConflict: OnConflict;
  /**
   * What to stage, since Nix sees only what git tracks. `all`: the files written, and those that were the same already;
   * `new`: files that git doesn't track yet, since changes to tracked files are the user's to stage.
   */
  readonly stage: 'all' | 'new' | 'none';
  /**
   * Whether to create a repository if there is none. Not around files that we didn't write: git would track only ours,
   * and Nix wouldn't see the others.
   */
  readonly init?: boolean;
  /** What to do instead of overwriting, if conflicts are refused. */
  readonly instead?: string;
  readonly terminal: Terminal;
}

/**
 * Writes the files of a plan: all, or none.
 *
 * @param directory absolute path of the destination
 * @throws UserError as `decide` and `apply` do
 */
export async function carryOut(
  directory: string,
  changes: readonly Change[],
  { onConflict, stage: whichFiles, init = false, instead, terminal }: CarryingOut,
): Promise<Result> {
  const { writes, kept } = await decide(directory, changes, { onConflict, terminal, ...(instead ? { instead } : {}) });
  const stay = writes.filter(({ kind }) => kind !== 'delete');
  const same = changes.filter(({ kind }) => kind === 'keep');
  const toldOf = {
    all: () => [...stay, ...same],
    new: () => [...stay.filter(({ kind }) => kind === 'create'), ...same.filter(untrackedIn(directory, same))],
    none: () => [],
  }[whichFiles]();
  let told: Staged | undefined;
  // A file outside the project is written in the same step as the others, so that step happens at the root.
  const [root = directory] = changes.some(({ path }) => isOutside(path)) ? rootsOf(directory).toReversed() : [];
  const prefix = root === directory ? '' : prefixOf(directory);
  const tell = (staging: Staging): void => {
    const paths = staging.paths.map((path) => fromProject(prefix, path));
    told = staged(directory, paths, staging);
  };
  const there = writes.map((change) => ({ ...change, path: fromRepository(prefix, change.path) }));
  const paths = pathsOf(toldOf).map((path) => fromRepository(prefix, path));
  const moved = await apply(root, there, { paths, init }, tell);
  const appeared = moved.map((path) => fromProject(prefix, path));
  const isDone = ({ path }: { readonly path: string }): boolean => !appeared.includes(path);
  return {
    written: pathsOf(stay.filter(isDone)),
    deleted: pathsOf(writes.filter(({ kind }) => kind === 'delete').filter(isDone)),
    kept: [...kept, ...appeared],
    git: told?.outcome ?? { kind: 'skipped' },
    checkout: checkoutOf(directory, pathsOf([...stay.filter(isDone), ...same]), told),
    missing: neededPrograms.filter((program) => !isInstalled(program)),
  };
}

/** Finds our files that an earlier run couldn't stage, for example because another git was running. */
function untrackedIn(directory: string, same: readonly Change[]): (change: Change) => boolean {
  const known = tracked(
    directory,
    same.map(({ path }) => path),
  );
  return ({ path }) => known?.has(path) === false;
}

const pathsOf = (changes: readonly { readonly path: string }[]): string[] => [
  ...new Set(changes.map(({ path }) => path)),
];
