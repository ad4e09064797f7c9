import { UserError } from '../model/errors.js';
import { settleCutOff } from '../plan/apply.js';
import { checkFree, stateOfRoot } from '../plan/root-lock.js';
import { stage } from '../tools/git.js';

/**
 * Settles what an interrupted run left half done, before a new one reads the directory.
 *
 * @param root absolute path of the destination
 * @param dryRun whether nothing may be written
 * @returns a note for the user, if there was such a run
 * @throws UserError if another run is in progress, or if this is a dry run, which would show a mix of old and new
 */
export async function settleBefore(root: string, { dryRun }: { dryRun: boolean }): Promise<string[]> {
  if (dryRun) {
    await checkFree(root);
    if ((await stateOfRoot(root)) !== 'cut off') return [];
    throw new UserError({
      headline: 'An earlier run was interrupted in this directory',
      detail: `Some files in ${root} may be new and others old. A normal run finishes it first; a dry run writes nothing.`,
      fix: 'run the same command without --dry-run',
    });
  }
  const wasSettled = await settleCutOff(root, (staging) => {
    stage(root, staging.paths, staging);
  });
  return wasSettled ? ['An earlier run was interrupted here. It was finished first.'] : [];
}
