import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Removal, Write } from '../model/change.js';
import { exitCodes, explainSystemError, UserError } from '../model/errors.js';
import { carryBack, carryForward, endRun, settle } from './carry.js';
import { removeStage, stageOf, turnBack, type Journal, type Staging, type TellGit } from './journal.js';
import { isRemoved } from './moves.js';
import { lockRoot, stateOfRoot } from './root-lock.js';
import { holdingSignals } from './signals.js';
import { prepareStage } from './stage.js';

/**
 * Writes files: all, or none. Wherever the run is cut off, the next one in the same directory carries it on.
 *
 *     lock the directory → look again → stage → journal → move → tell git → remove the stage → unlock
 *
 * An interruption is obeyed before the first move or after the last one; an error takes the moves back.
 *
 * @param root absolute path of the destination; made when missing
 * @param changes what to write; a conflict here is one that the user decided to overwrite
 * @param staging what git is told once the files are in place
 * @param tell tells it
 * @returns paths at which the user's own text stays, as it appeared while files were moved
 * @throws UserError when the file system refuses, when another run is in progress, or when what is on disk is not what
 *   the changes were planned against; then everything is as it was
 */
export async function apply(
  root: string,
  changes: readonly (Write | Removal)[],
  staging: Staging = { paths: [], init: false },
  tell: TellGit = () => undefined,
): Promise<readonly string[]> {
  if (changes.length === 0) {
    if (staging.paths.length > 0) tell(staging);
    return [];
  }
  return holdingSignals(async (isInterrupted) => {
    let firstMade: string | undefined;
    try {
      firstMade = await mkdir(root, { recursive: true });
      return await inLocked(root, tell, async (stage) => {
        const journal = await prepareStage(root, stage, changes, staging);
        if (!isInterrupted()) return carry(root, stage, journal, tell);
        await removeStage(stage);
        return [];
      });
    } catch (error) {
      throw explainSystemError(error, `write to ${root}`);
    } finally {
      if (firstMade !== undefined) await removeEmpty(root, firstMade);
    }
  });
}

/**
 * Settles what a run left that was cut off.
 *
 * @param root absolute path of a directory, which need not exist
 * @param tell tells git what that run did not come to
 * @returns whether there was such a run
 * @throws UserError when another run is in progress, or the file system refuses
 */
export async function settleCutOff(root: string, tell: TellGit): Promise<boolean> {
  if ((await stateOfRoot(root)) === 'free') return false;
  await holdingSignals(() => inLocked(root, tell, () => Promise.resolve())).catch((error: unknown) => {
    throw explainSystemError(error, `write to ${root}`);
  });
  return true;
}

/** Does work that no one else does to the directory at the same time, after what other runs left is settled. */
async function inLocked<T>(root: string, tell: TellGit, work: (stage: string) => Promise<T>): Promise<T> {
  const lock = await lockRoot(root);
  let done: T;
  try {
    for (const token of lock.left) await settle(root, token, tell);
    done = await work(stageOf(root, lock.token));
  } catch (error) {
    const isSettled = await endRun(root, lock);
    throw isSettled || error instanceof UserError ? error : halfDone(root, error);
  }
  await endRun(root, lock);
  return done;
}

const halfDone = (root: string, error: unknown): UserError =>
  new UserError(
    {
      headline: `Could not write all files to ${root}`,
      detail: `${error instanceof Error ? error.message : String(error)}\nSome files are new already, and others are still old.`,
      fix: 'fix the problem above, then run the same command again: it picks up from here',
    },
    exitCodes.passing,
  );

async function carry(root: string, stage: string, journal: Journal, tell: TellGit): Promise<readonly string[]> {
  try {
    return await carryForward(root, stage, journal, tell);
  } catch (error) {
    // Where this fails too, the journal stays, and the next run takes the moves back.
    await turnBack(stage)
      .then(() => carryBack(root, stage, journal))
      .catch(() => undefined);
    throw error;
  }
}

/** Removes directories that were made for nothing; one that holds anything cannot be removed this way. */
async function removeEmpty(deepest: string, first: string): Promise<void> {
  for (let folder = deepest; folder.startsWith(first); folder = dirname(folder)) if (!(await isRemoved(folder))) return;
}
