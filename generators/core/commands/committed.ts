import type { Change } from '../model/change.js';
import { exitCodes, UserError } from '../model/errors.js';
import { isWritten } from '../plan/plan.js';
import { shown } from '../model/shown.js';
import { committed, unguarded, type Unknown } from '../tools/git.js';
import { shellWord } from '../model/shell.js';
import { gitAt } from './change-directory.js';

/** How careful to be. */
export interface Care {
  readonly force: boolean;
  readonly dryRun: boolean;
}

/**
 * Refuses changes that git couldn't undo. Checks nothing if there is nothing to write.
 *
 * @param directory absolute path
 * @param changes what is planned
 * @returns what could not be checked, for the report
 * @throws UserError as `checkCommitted` and `checkTracked` do
 */
export function checkGuarded(
  directory: string,
  changes: readonly Change[],
  care: Care & { readonly overwrites?: boolean },
): string[] {
  if (!changes.some(isWritten)) return [];
  const unchecked = checkCommitted(directory, changes, care);
  checkTracked(directory, changes, care);
  return unchecked;
}

/**
 * Refuses to change files that aren't committed, since that couldn't be undone. Also refuses if git can't tell.
 *
 * @param directory absolute path
 * @returns what could not be checked, for the report
 * @throws UserError unless forced; with the exit code for temporary failures if git may be able to tell soon
 */
function checkCommitted(directory: string, changes: readonly Change[], { force, dryRun }: Care): string[] {
  if (dryRun) return [];
  const found = committed(
    directory,
    changes.map(({ path }) => path),
  );
  if (found.kind === 'none') return ['There is no git repository: what is changed now cannot be taken back.'];
  if (found.kind === 'unknown') return unchecked(directory, found, force);
  if (found.kind === 'clean' || force) return [];
  const { files } = found;
  throw new UserError({
    headline: `${files.length} ${files.length === 1 ? 'file is' : 'files are'} not committed`,
    detail: `git status says:\n${listed(files)}\nCommit first so you can review this with git diff and undo it in one command.`,
    fix: `${gitAt(directory)} commit --all, then the same command again; or add --force`,
  });
}

/**
 * Refuses to change files that git doesn't track or check, since no commit has what is in them.
 *
 * @param changes what is planned
 * @param overwrites whether files that we didn't write are overwritten without asking
 * @throws UserError as `checkCommitted` does
 */
function checkTracked(
  directory: string,
  changes: readonly Change[],
  { force, dryRun, overwrites = false }: Care & { readonly overwrites?: boolean },
): void {
  const kinds = new Set(['update', 'merge', 'delete', ...(overwrites ? ['conflict'] : [])]);
  const paths = changes.filter(({ kind }) => kinds.has(kind)).map(({ path }) => path);
  if (force || dryRun || paths.length === 0) return;
  const found = unguarded(directory, paths);
  if (found.kind === 'none') return;
  if (found.kind === 'unknown') {
    unchecked(directory, found, force);
    return;
  }
  const { untracked, hidden } = found;
  const files = [...untracked, ...hidden];
  if (files.length === 0) return;
  const words = (named: readonly string[]): string => named.map(shellWord).join(' ');
  const commands = [
    // git accepts only one of these at a time.
    ...['--no-assume-unchanged', '--no-skip-worktree'].flatMap((flag) =>
      hidden.length > 0 ? [`${gitAt(directory)} update-index ${flag} -- ${words(hidden)}`] : [],
    ),
    `${gitAt(directory)} add --force -- ${words(files)}`,
    `${gitAt(directory)} commit`,
  ];
  throw new UserError({
    headline: `${files.length} ${files.length === 1 ? 'file' : 'files'} would be changed that git does not look after`,
    detail: [
      ...(untracked.length > 0 ? [`Not tracked:\n${listed(untracked)}`] : []),
      ...(hidden.length > 0 ? [`Marked to be passed over (assume-unchanged, skip-worktree):\n${listed(hidden)}`] : []),
      'No commit holds what is in them now, so what is done to them could not be taken back.',
    ].join('\n'),
    fix: `${commands.join(' && ')}, then the same command again; or add --force`,
  });
}

function unchecked(directory: string, { why, passing }: Unknown, force: boolean): string[] {
  const [first = ''] = why.split('\n');
  if (force) return [`Not checked whether your changes are committed: ${first}`];
  // git prints the fix if another user owns the repository.
  const own = /^[ \t]{0,20}(git config --global --add safe\.directory .+)$/m.exec(why)?.[1];
  const mend = own ?? `${gitAt(directory)} status`;
  throw new UserError(
    {
      headline: "Git can't tell whether your changes are committed",
      detail: `It says:\n${why.replace(/^/gm, '  ')}\nWriting now could overwrite changes that are in no commit.`,
      fix: passing
        ? 'wait until it is done, then the same command again; if no git is running, remove the lock first; or add --force'
        : `${mend}${own === undefined ? ' must work' : ''}, then the same command again; or add --force`,
    },
    passing ? exitCodes.passing : exitCodes.refused,
  );
}

const listed = (files: readonly string[]): string =>
  [...files.slice(0, 10).map((file) => `  ${shown(file)}`), ...(files.length > 10 ? ['  …'] : [])].join('\n');
