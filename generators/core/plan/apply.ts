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
 * Writes all files or none. If a run is interrupted at any point, the next run in the same directory finishes it.
 *
 *     lock the directory → look again → stage → journal → move → tell git → remove the stage → unlock
 *
 * An interrupt takes effect before the first move or after the last one; an error undoes the moves.
 *
 * @param root absolute path of the destination; created if missing
 * @param changes what to write; a conflict here is one that the user chose to overwrite
 * @param staging what to tell git once the files are in place
 * @param tell tells git
 * @returns paths where the user's own text stays because it appeared while files were being moved
 * @throws UserError when the file system refuses, another run is in progress, or the disk no longer matches what the
 *   changes were planned against; everything is then as it was
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
 * Settles what an interrupted run left behind.
 *
 * @param root absolute path of a directory, which need not exist
 * @param tell tells git what that run didn't get to
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

/** Runs work while holding the directory's lock, after settling what other runs left. */
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
    // If this fails too, the journal stays, and the next run undoes the moves.
    await turnBack(stage)
      .then(() => carryBack(root, stage, journal))
      .catch(() => undefined);
    throw error;
  }
}

/** Removes directories that turned out not to be needed; a directory that isn't empty can't be removed this way. */
async function removeEmpty(deepest: string, first: string): Promise<void> {
  for (let folder = deepest; folder.startsWith(first); folder = dirname(folder)) if (!(await isRemoved(folder))) return;
}
