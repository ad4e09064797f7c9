import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Change } from '../domain.js';
import { explainSystemError } from '../errors.js';

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A change that ends in a written file. */
export type Write = Extract<Change, { kind: 'create' | 'update' | 'conflict' }>;

/**
 * Writes files: all are staged in a folder beside them first, so that a full disk or an interruption leaves no
 * half-written file, then each is moved to its place in one step.
 *
 * @param root absolute path of the destination; made when missing
 * @param writes what to write; a conflict here is one that the user decided to overwrite
 * @throws UserError when the file system refuses; files already moved stay, the rest is as it was
 */
export async function apply(root: string, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return;
  let firstMade: string | undefined;
  let stage: string | undefined;
  const abandon = (signal: NodeJS.Signals): void => {
    if (stage !== undefined) rmSync(stage, { recursive: true, force: true });
    process.kill(process.pid, signal);
  };
  for (const signal of interruptions) process.once(signal, abandon);
  try {
    firstMade = await mkdir(root, { recursive: true });
    stage = await mkdtemp(join(root, '.heroku-nix-'));
    const staged = (index: number): string => join(stage ?? root, String(index));
    await allOf(writes.map(({ file }, index) => writeFile(staged(index), file.content, { mode: file.mode })));
    const folders = new Set(writes.map(({ path }) => dirname(join(root, path))));
    await allOf([...folders].map((folder) => mkdir(folder, { recursive: true })));
    await allOf(writes.map(({ path }, index) => rename(staged(index), join(root, path))));
  } catch (error) {
    throw explainSystemError(error, `write to ${root}`);
  } finally {
    for (const signal of interruptions) process.off(signal, abandon);
    if (stage !== undefined) await rm(stage, { recursive: true, force: true });
    if (firstMade !== undefined) await removeEmpty(root, firstMade);
  }
}

/** Removes directories that were made for nothing; one that holds anything cannot be removed this way. */
async function removeEmpty(deepest: string, first: string): Promise<void> {
  for (let folder = deepest; folder.startsWith(first); folder = dirname(folder)) {
    const removed = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}

/** Waits for every work to end, well or not, so that nothing is under way when the stage is removed. */
async function allOf(works: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
