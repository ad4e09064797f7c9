import type { Change, Lock } from '../model/change.js';
import type { RenderedFile } from '../model/pipeline.js';
import { lockPath } from '../model/records.js';
import { lockFile, readLock } from './lock.js';

/**
 * Corrects the lock when the user keeps their own files: we didn't write those, so an update has nothing to merge them
 * from, unless it had before. Pure.
 *
 * @param changes a plan; its lock covers every file in it
 * @param kept the files that the user keeps
 */
export const withKept = (changes: readonly Change[], kept: readonly string[]): Change[] =>
  changes.map((change) => {
    if (kept.length === 0 || change.path !== lockPath || !('file' in change)) return change;
    const previous = 'old' in change ? lockIn(change.old) : undefined;
    const lock = lockWithout(kept, readLock(change.file.content.toString('utf8')), previous);
    const file = { ...change.file, content: lockFile(lock).content };
    return 'old' in change && file.content.equals(change.old)
      ? { kind: 'keep', path: change.path, file }
      : { ...change, file };
  });

/**
 * The lock to write when some of the user's files stay because they appeared only during the write. Pure.
 *
 * @param planned content of the lock as planned
 * @param previous content of the lock it replaces, if there is one
 */
export const lockKeeping = (kept: readonly string[], planned: Buffer, previous: Buffer | undefined): RenderedFile =>
  lockFile(lockWithout(kept, readLock(planned.toString('utf8')), previous && lockIn(previous)));

function lockWithout(kept: readonly string[], planned: Lock, previous: Lock | undefined): Lock {
  const managed = [...planned.managed].flatMap(([path, text]): [string, string][] => {
    const known = kept.includes(path) ? previous?.managed.get(path) : text;
    return known === undefined ? [] : [[path, known]];
  });
  return { ...planned, managed: new Map(managed) };
}

/** A lock that is being replaced; undefined if it can't be read. */
function lockIn(content: Buffer): Lock | undefined {
  try {
    return readLock(content.toString('utf8'));
  } catch {
    return undefined;
  }
}
