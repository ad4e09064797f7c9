import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Why a file wasn't read. */
export interface Refusal {
  /** A clause about the file. */
  readonly why: string;
  /** What to do about it, `{path}` standing for its path; absent if its content was only left out. */
  readonly fix?: string;
}

/** The result of reading a file: its text, and whether it was UTF-16; or why there is none. */
export type Reading = { readonly text: string; readonly isWide: boolean } | Refusal;

/** How much of a file is enough to tell whether it is text. */
const sample = 8192;

/**
 * Reads a regular file as text, and never more than a limit, whatever its reported size is.
 *
 * Pipes and devices are not opened: opening one can block forever, or have side effects. Links are followed as long as
 * they stay below the root.
 *
 * @param path below the root
 * @param most bytes; a larger file is not read
 * @returns undefined if no regular file is there
 */
export function readText(root: string, path: string, most: number): Reading | undefined {
  return reading(root, path, (file) => {
    if (fstatSync(file).size > most) return tooLarge(most);
    const content = bytesOf(file, most + 1);
    return content.length > most ? tooLarge(most) : decoded(content);
  });
}

/** The first bytes of a regular file as text; empty if they can't be read. */
export function readStart(root: string, path: string, bytes: number): string {
  const found = reading(root, path, (file) => decoded(bytesOf(file, bytes)));
  return found !== undefined && 'text' in found ? found.text : '';
}

/** Whether a file may be run; Windows can't tell. */
export function canRun(root: string, path: string): boolean {
  const found = fileAt(root, path);
  if (typeof found !== 'string' || process.platform === 'win32') return true;
  return (lstatSync(found).mode & 0o111) !== 0;
}

/** Whether a regular file is at a path below the root. */
export const isFile = (root: string, path: string): boolean => typeof fileAt(root, path) === 'string';

/**
 * The file that a path stands for, links followed.
 *
 * @returns a refusal if a link leads out of the root or nowhere; undefined if no regular file is there
 */
export function fileAt(root: string, path: string): string | Refusal | undefined {
  const full = join(root, path);
  let isLink = false;
  try {
    const own = lstatSync(full);
    isLink = own.isSymbolicLink();
    if (own.isFile() && !path.includes('/')) return full;
    if (!own.isFile() && !isLink) return undefined;
    const real = realpathSync.native(full);
    const inside = `${realRoot(root)}${sep}`;
    if (!real.startsWith(inside) || real.startsWith(`${inside}.git${sep}`)) return leadsOut;
    return lstatSync(real).isFile() ? real : undefined;
  } catch (error) {
    const code = codeOf(error);
    if (isLink && ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(code)) return leadsNowhere;
    return absent.has(code) ? undefined : unreadable(code);
  }
}

const leadsOut: Refusal = {
  why: 'it is a link that leads out of the project',
  fix: 'put the file itself there: a build has nothing outside of the project',
};

const leadsNowhere: Refusal = { why: 'it is a link that leads nowhere', fix: 'put the file itself there' };

const unreadable = (code: string): Refusal => ({
  why: code === 'EACCES' || code === 'EPERM' ? 'permission denied' : `the system says ${code}`,
  fix: code === 'EACCES' || code === 'EPERM' ? 'chmod +r {path}' : 'mend the file, or the disk it is on',
});

/** Errors that mean there is no file; the last one comes from paths that no file can have. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

const roots = new Map<string, string>();

function realRoot(root: string): string {
  const known = roots.get(root) ?? realpathSync.native(root);
  roots.set(root, known);
  return known;
}

function reading(root: string, path: string, read: (file: number) => Reading): Reading | undefined {
  const found = fileAt(root, path);
  if (typeof found !== 'string') return found;
  let file: number | undefined;
  try {
    // It may have become something else since.
    file = openSync(found, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    return fstatSync(file).isFile() ? read(file) : undefined;
  } catch (error) {
    const code = codeOf(error);
    return absent.has(code) ? undefined : unreadable(code);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Text in UTF-8, or in UTF-16 if its byte order mark says so. */
function decoded(content: Buffer): Reading {
  const wide = wideIn(content);
  const isText = !(wide?.slice(0, sample).includes('\0') ?? content.subarray(0, sample).includes(0));
  if (!isText) return { why: 'it is not UTF-8 text', fix: 'save it as UTF-8' };
  const text = wide ?? content.toString('utf8').replace(/^\uFEFF/, '');
  return { text, isWide: wide !== undefined };
}

/** UTF-16 text after its byte order mark; undefined if there is none. */
function wideIn(content: Buffer): string | undefined {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return content.toString('utf16le', 2);
  if (first !== 0xfe || second !== 0xff) return undefined;
  return Buffer.from(content.subarray(2, content.length - (content.length % 2)))
    .swap16()
    .toString('utf16le');
}

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

/** Whether a folder is there; a link to one doesn't count. */
export function isDirectory(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}
