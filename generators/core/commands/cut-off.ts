import { UserError } from '../model/errors.js';
import { settleCutOff } from '../plan/apply.js';
import { checkFree, stateOfRoot } from '../plan/root-lock.js';
import { stage } from '../tools/git.js';
import { rootsOf } from './subfolder.js';

/**
 * Checks that no run is writing to a project right now.
 *
 * @param root absolute path of the project
 * @throws UserError (exit code 75) when another run is in progress
 */
export async function checkIdle(root: string): Promise<void> {
  for (const each of rootsOf(root)) await checkFree(each);
}

/**
 * Settles what an interrupted run left half done, before a new one reads the directory.
 *
 * @param root absolute path of the destination
 * @param dryRun whether nothing may be written
 * @returns a note for the user, if there was such a run
 * @throws UserError if another run is in progress, or if this is a dry run, which would show a mix of old and new
 */
export async function settleBefore(root: string, { dryRun }: { dryRun: boolean }): Promise<string[]> {
  const roots = rootsOf(root);
  if (dryRun) {
    await checkIdle(root);
    const states = await Promise.all(roots.map(stateOfRoot));
    if (!states.includes('cut off')) return [];
    throw new UserError({
      headline: 'An earlier run was interrupted in this directory',
      detail: `Some files in ${root} may be new and others old. A normal run finishes it first; a dry run writes nothing.`,
      fix: 'run the same command without --dry-run',
    });
  }
  let wasSettled = false;
  for (const each of roots)
    if (
      await settleCutOff(each, (staging) => {
        stage(each, staging.paths, staging);
      })
    )
      wasSettled = true;
  return wasSettled ? ['An earlier run was interrupted here. It was finished first.'] : [];
}
