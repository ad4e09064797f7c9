import { closeSync, constants, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const day = 24 * 60 * 60 * 1000;

/**
 * Says whether something is due that is done once a day, and remembers that it is done.
 *
 * @param path of the file that remembers it, whatever is there now
 * @returns false too where it can't be remembered
 */
export function isDue(path: string, now = Date.now()): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // A pipe of that name must not hold us up.
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
