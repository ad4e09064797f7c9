import { randomBytes } from 'node:crypto';
import { lstat, rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { codeOf, exitCodes, UserError } from '../model/errors.js';
import { held, holderOf, isAlive, isOf, ownHolder, textOf, type Holder } from './lock-holder.js';

/*
 * Only one run at a time writes to a directory. The lock is a symbolic link whose target names the holder. A link is
 * created with its text in one step, and creation fails if one exists. So a lock is never without an owner.
 *
 * A killed run leaves its lock. The next run takes it over and has to settle what was left. A lock is ours only if it
 * names the directory it is in (see `isOf`), so a cloned or copied one doesn't count.
 */

/** The lock's name in the directory. */
export const lockName = '.heroku-nix-run';

/** A directory that only this process may write to. */
export interface RootLock {
  /** Names this run's stage. */
  readonly token: string;
  /** Tokens of interrupted runs whose stages are still there, oldest first. */
  readonly left: readonly string[];
  /** Lets the next run in. */
  readonly release: () => Promise<void>;
  /** Leaves the lock as a killed run would, so that the next run settles what is left. */
  readonly abandon: () => void;
}

/**
 * Locks a directory, taking over from a killed run if needed.
 *
 * @param root absolute path of an existing directory
 * @throws UserError (exit code 75) when another run is in progress; (1) when something else has the lock's name
 */
export async function lockRoot(root: string): Promise<RootLock> {
  const token = randomBytes(16).toString('hex');
  const own = await ownHolder(root, token);
  held.add(token);
  const place = join(root, lockName);
  try {
    const left = await acquire(root, place, own);
    return {
      token,
      left: left.toReversed(),
      release: async () => {
        // A lock that can't be removed is taken over by the next run, like that of a killed run.
        for (let tries = 0; tries < 2; tries += 1)
          if ((await holderOf(place))?.tokens[0] === token) await unlink(place).catch(() => undefined);
        held.delete(token);
      },
      abandon: () => {
        held.delete(token);
      },
    };
  } catch (error) {
    held.delete(token);
    throw error;
  }
}

/** The state of a directory's lock: no run, one in progress, or one interrupted. A lock made elsewhere is ignored. */
export async function stateOfRoot(root: string): Promise<'free' | 'held' | 'cut off'> {
  const holder = await holderOf(join(root, lockName));
  if (!holder || !(await isOf(root, holder))) return 'free';
  return isAlive(holder) ? 'held' : 'cut off';
}

/**
 * Checks that no run is writing to a directory right now.
 *
 * @throws UserError (exit code 75) when another run is in progress
 */
export async function checkFree(root: string): Promise<void> {
  const place = join(root, lockName);
  const holder = await holderOf(place);
  if (holder && (await isOf(root, holder)) && isAlive(holder)) throw busy(place, holder);
}

/** How many times a lock may change hands while we try. */
const patience = 20;

/**
 * Acquires the lock at a path.
 *
 * Taking over changes what is at the path, so it needs its own lock next to it, named by the token of the dead run. Its
 * holder checks again before it renames its own lock over the old one.
 *
 * @returns tokens of the runs left to settle, newest first
 */
async function acquire(root: string, place: string, own: Holder): Promise<readonly string[]> {
  let strange = 0;
  for (let turn = 0; turn < patience; turn += 1) {
    if (await claim(place, own)) return own.tokens.slice(1);
    const holder = await holderOf(place);
    if (!holder) {
      // Locks of other runs may come and go between two looks; what isn't a lock stays.
      if (await isThere(place)) strange += 1;
      if (strange === 3) throw notOurs(place);
      continue;
    }
    if (!(await isOf(root, holder))) throw notOurs(place);
    if (isAlive(holder)) throw busy(place, holder);
    const heir = { ...own, tokens: [...own.tokens, ...holder.tokens.filter((each) => !own.tokens.includes(each))] };
    const beside = `${place}-${holder.tokens[0] ?? ''}`;
    const left = await acquire(root, beside, heir);
    if ((await holderOf(place))?.tokens[0] === holder.tokens[0]) {
      await rename(beside, place);
      return left;
    }
    await unlink(beside);
  }
  throw busy(place, own);
}

/** @returns whether the lock was created; false if there is one already */
async function claim(place: string, holder: Holder): Promise<boolean> {
  try {
    await symlink(textOf(holder), place).catch((error: unknown) => {
      // Some disks have no links, and on Windows not every user may create them.
      if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(codeOf(error))) throw error;
      return writeFile(place, textOf(holder), { flag: 'wx' });
    });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

const busy = (place: string, { pid, machine: where, since }: Holder): UserError =>
  new UserError(
    {
      headline: 'Another run is writing to the same directory',
      detail: `Process ${pid} on ${where.split('/', 1).join('')} has held ${place} since ${new Date(since).toISOString()}. Nothing was written.`,
      fix: `wait until it finishes, then run the same command again; if that machine no longer exists, remove ${basename(place)} first`,
    },
    exitCodes.passing,
  );

const notOurs = (place: string): UserError =>
  new UserError({
    headline: `${basename(place)} is in the way`,
    detail: `While it writes, heroku-nix keeps a link with this name in the directory. ${place} was not made here: it came with a copy or a clone. Nothing was written.`,
    fix: `remove or rename ${basename(place)}, then run the same command again`,
  });
