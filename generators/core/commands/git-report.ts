import type { Change } from '../model/change.js';
import { exitCodes } from '../model/errors.js';
import { shown } from '../model/shown.js';
import type { GitOutcome } from '../tools/git.js';
import { shellDirectory, shellWord } from '../model/shell.js';
import type { Result } from './result.js';
import { marked } from '../plan/labels.js';
import { style } from '../terminal/style.js';

/**
 * What became of the repository's git side, as a person reads it.
 *
 * @param quiet whether it is not worth a word that nothing was to be staged
 */
export function gitLines(git: GitOutcome, { quiet = false } = {}): string[] {
  switch (git.kind) {
    case 'staged':
      return [
        git.initialised
          ? 'Made a git repository and staged the files; the commit is yours.'
          : 'Staged the files; the commit is yours.',
        ...(git.ignored ?? []).map((path) =>
          style.yellow(
            `.gitignore names ${shown(path)}, and Nix sees only what git tracks: git add --force ${shellWord(path)}`,
          ),
        ),
      ];
    case 'failed':
      return [
        style.yellow('git could not stage the files, and Nix sees only what git tracks:'),
        git.why.replace(/^/gm, '  '),
      ];
    case 'skipped':
    case 'missing':
      return quiet && git.kind === 'skipped'
        ? []
        : ['Not staged: Nix sees only files that git tracks, so run git add before nix.'];
  }
}

/** What is left to type before the first commit, where we could not do it. A repository that is there is not made again. */
export const stageCommands = (git: GitOutcome | undefined): string[] => {
  if (git?.kind === 'staged') return [];
  return git?.kind === 'failed' ? ['git add -A'] : ['git init -b main', 'git add -A'];
};

/** The same where only new files are left to stage. */
export function addCommands(changes: readonly Change[], result: Result | undefined): string[] {
  if (result?.git.kind !== 'failed' && result?.git.kind !== 'missing') return [];
  const added = changes.filter(({ kind, path }) => kind === 'create' && result.written.includes(path));
  return added.length === 0 ? [] : [`git add ${added.map(({ path }) => shellWord(path)).join(' ')}`];
}

/** Heroku looks for heroku.yml at the root of what is pushed, and builds its branch main. */
export function pushCommand(git: GitOutcome | undefined): string {
  if (git?.kind !== 'staged') return 'git push heroku main';
  if (git.prefix !== '')
    return `git -C "$(git rev-parse --show-toplevel)" subtree push --prefix ${shellDirectory(git.prefix.replace(/\/$/, ''))} heroku main`;
  return `git push heroku ${git.branch === 'main' ? 'main' : 'HEAD:main'}`;
}

/**
 * The exit code of a plan that was carried out. That git could not stage is told, and no failure: the files are written.
 *
 * @returns 75 when it may work in a moment, 1 when markers are left to resolve, 0 when all is done
 */
export function exitCodeOf(changes: readonly Change[], { git }: Result): number {
  if (git.kind === 'failed' && git.passing) return exitCodes.passing;
  return marked(changes).length > 0 ? exitCodes.refused : exitCodes.done;
}
