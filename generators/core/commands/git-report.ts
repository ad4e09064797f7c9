import type { Change } from '../model/change.js';
import { exitCodes } from '../model/errors.js';
import { shown } from '../model/shown.js';
import type { GitOutcome } from '../tools/git.js';
import { pathspec } from './pathspec.js';
import type { Result } from './result.js';
import { marked } from '../plan/labels.js';
import { style } from '../terminal/style.js';

/**
 * What was done with git, for people to read.
 *
 * @param quiet whether to say nothing if nothing was to be staged
 * @param isCommitted whether nothing that was staged is left to commit
 */
export function gitLines(git: GitOutcome, { quiet = false, isCommitted = false } = {}): string[] {
  switch (git.kind) {
    case 'staged':
      return [
        ...(isCommitted
          ? []
          : [
              git.initialised
                ? 'Initialized a git repository and staged everything. You make the first commit.'
                : 'Staged the files. You make the commit.',
            ]),
        ...(git.ignored ?? []).map((path) =>
          style.yellow(
            `.gitignore names ${shown(path)}, and Nix only sees what Git tracks: git add --force ${pathspec(path)}`,
          ),
        ),
      ];
    case 'failed':
      return [
        style.yellow("Git couldn't stage the files, and Nix only sees what Git tracks:"),
        git.why.replace(/^/gm, '  '),
      ];
    case 'skipped':
    case 'missing':
      return quiet && git.kind === 'skipped'
        ? []
        : ['Not staged. Nix only sees files that Git tracks, so run git add before nix.'];
  }
}

/**
 * The exit code of a plan that was carried out. If git can't stage, that is no failure: the files are written.
 *
 * @returns 75 if git may be able to stage soon, 1 if conflict markers are left, 0 if all is done
 */
export function exitCodeOf(changes: readonly Change[], { git }: Result): number {
  if (git.kind === 'failed' && git.passing) return exitCodes.passing;
  return marked(changes).length > 0 ? exitCodes.refused : exitCodes.done;
}
