import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';

/** The result of reading a file: its text, or why there is none. */
export type Reading = { readonly text: string } | { readonly why: string };

/** How much of a file is enough to tell whether it is text. */
const sample = 8192;

/**
 * Reads a regular file as text, and never more than a limit, whatever its reported size is.
 *
 * Links, pipes and devices are not opened: opening one can block forever, or have side effects.
 *
 * @param path absolute
 * @param most bytes; a larger file is not read
 * @returns undefined if no regular file is there
 */
export function readText(path: string, most: number): Reading | undefined {
  return reading(path, (file) => {
    if (fstatSync(file).size > most) return tooLarge(most);
    const content = bytesOf(file, most + 1);
    if (content.length > most) return tooLarge(most);
    if (content.subarray(0, sample).includes(0)) return { why: 'it is not UTF-8 text' };
    return { text: content.toString('utf8').replace(/^\uFEFF/, '') };
  });
}

/** The first bytes of a regular file as text; empty if they can't be read. */
export function readStart(path: string, bytes: number): string {
  const found = reading(path, (file) => ({ text: bytesOf(file, bytes).toString('utf8') }));
  return found !== undefined && 'text' in found && !found.text.includes('\0') ? found.text : '';
}

function reading(path: string, read: (file: number) => Reading): Reading | undefined {
  let file: number | undefined;
  try {
    if (!lstatSync(path).isFile()) return undefined;
    // It may have become something else since.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    return fstatSync(file).isFile() ? read(file) : undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return absent.has(code) ? undefined : { why: `it cannot be read (${code})` };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Errors that mean there is no file; the last one comes from paths that no file can have. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);

/** Some files return more than their size, and some never end: a growing log, files in /proc. */
function bytesOf(file: number, most: number): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  while (total < most) {
    const expected = Math.max(fstatSync(file).size - total + 1, 4096);
    const chunk = Buffer.allocUnsafe(Math.min(expected, most - total));
    const length = readSync(file, chunk);
    if (length === 0) break;
    chunks.push(chunk.subarray(0, length));
    total += length;
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

const tooLarge = (most: number): Reading => ({ why: `it is larger than ${Math.floor(most / 1024)} kB` });

/** Whether a regular file is there; a link to one doesn't count. */
export function isFile(path: string): boolean {
  try {
    return lstatSync(path).isFile();
  } catch {
    return false;
  }
}

/** Whether a folder is there; a link to one doesn't count. */
export function isDirectory(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}
