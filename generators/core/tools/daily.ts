import { closeSync, constants, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const day = 24 * 60 * 60 * 1000;

/**
 * Checks whether a once-a-day task is due, and records that it was done.
 *
 * @param path the file that records it, whatever is there now
 * @returns false also if it can't be recorded
 */
export function isDue(path: string, now = Date.now()): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // A named pipe must not block us.
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      if (!fstatSync(file).isFile()) return false;
      const start = Buffer.alloc(20);
      const last = Number.parseInt(start.toString('latin1', 0, readSync(file, start, 0, start.length, 0)), 10);
      if (Math.abs(now - last) < day) return false;
      ftruncateSync(file);
      writeSync(file, `${now}\n`, 0);
      return true;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
