import { constants, readFileSync, readlinkSync } from 'node:fs';
import { open, readlink, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { codeOf } from '../model/errors.js';

/** Who holds a lock, as its text says. */
export interface Holder {
  /** Host and process namespace: process ids mean nothing outside it. */
  readonly machine: string;
  readonly pid: number;
  /** Tells a process from a later one with the same id, if the system reports it; otherwise `-`. */
  readonly started: string;
  /** Tells the directory from its copies; see `identityOf`. */
  readonly root: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** The run's own token, then those of the runs it has to settle, newest first. */
  readonly tokens: readonly string[];
}

/** Tokens of the locks that this process holds. */
export const held = new Set<string>();

/** This process, as the holder of a directory. */
export const ownHolder = async (root: string, token: string): Promise<Holder> => ({
  machine,
  pid: process.pid,
  started: startOf(process.pid),
  root: await identityOf(root),
  since: Date.now(),
  tokens: [token],
});

/** The text of a lock. */
export const textOf = ({ machine: where, pid, started, root, since, tokens }: Holder): string =>
  [where, pid, started, root, since, tokens.join(',')].join(' ');

const form =
  /^(?<machine>\S+) (?<pid>\d{1,10}) (?<started>\S+) (?<root>\d+:\d+:\d+) (?<since>\d{1,15}) (?<tokens>[\da-f,]+)$/;

/**
 * Reads a lock.
 *
 * @returns undefined if there is no lock, or what is there isn't ours
 */
export async function holderOf(place: string): Promise<Holder | undefined> {
  const text = await readlink(place).catch((error: unknown) =>
    codeOf(error) === 'EINVAL' || codeOf(error) === 'UNKNOWN' ? readStart(place) : '',
  );
  const { machine: where, pid, started, root, since, tokens } = form.exec(text)?.groups ?? {};
  const all = (tokens ?? '').split(',');
  if (where === undefined || started === undefined || root === undefined) return undefined;
  if (!all.every((token) => /^[\da-f]{32}$/.test(token))) return undefined;
  return { machine: where, pid: Number(pid), started, root, since: Number(since), tokens: all };
}

/** The beginning of a regular file: a lock is short, but anything could be in its place. */
async function readStart(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW).catch(
    () => undefined,
  );
  try {
    const { bytesRead = 0, buffer } = (await file?.read(Buffer.alloc(4096))) ?? {};
    return buffer?.toString('utf8', 0, bytesRead) ?? '';
  } catch {
    return '';
  } finally {
    await file?.close();
  }
}

/**
 * Tells a directory from its copies and clones: device, inode, and creation time in nanoseconds, which can't be
 * predicted and doesn't change on a remount.
 */
export async function identityOf(root: string): Promise<string> {
  const { dev, ino, birthtimeNs } = await stat(root, { bigint: true });
  return `${dev}:${ino}:${birthtimeNs}`;
}

/**
 * Whether a lock was made in the directory it is in.
 *
 * @param root absolute path of that directory
 */
export async function isOf(root: string, { root: identity }: Holder): Promise<boolean> {
  const { dev, ino, birthtimeNs, ctimeNs } = await stat(root, { bigint: true });
  const [device, inode, birth] = identity.split(':').map(BigInt);
  // Systems that don't know when a directory was created report 0, or the time of its last change.
  const isKnown = birthtimeNs > 0n && birthtimeNs !== ctimeNs;
  return isKnown ? birth === birthtimeNs : device === dev && inode === ino;
}

/** What the system reports at a path; `-` if it reports nothing. */
function told(read: () => string): string {
  try {
    return read().replace(/\s+/g, '') || '-';
  } catch {
    return '-';
  }
}

const machine = `${hostname().replace(/[^\w.-]/g, '_') || '-'}/${told(() => readlinkSync('/proc/self/ns/pid'))}`;
const boot = told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')).slice(0, 8);

/** When a process began, in ticks since boot (Linux, proc(5): field 22 of stat); `-` elsewhere. */
function startOf(pid: number): string {
  // The name, in parentheses, may contain spaces and parentheses.
  const [state = '', ticks = '-'] = told(() => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const after = fields.slice(fields.lastIndexOf(')') + 2).split(' ');
    return `${after[0] ?? ''}/${after[19] ?? '-'}`;
  }).split('/');
  // A zombie has ended, but its id is still taken.
  if ('ZX'.includes(state) && state !== '') return 'over';
  return ticks === '-' ? '-' : `${boot}.${ticks}`;
}

/** No run writes for longer than this. A run on another machine can't be checked, so after this it counts as gone. */
const longest = 60 * 60 * 1000;

/** Whether the run that holds a lock may still be running. */
export function isAlive({ machine: where, pid, started, since, tokens }: Holder): boolean {
  if (where !== machine) return Math.abs(Date.now() - since) < longest;
  if (pid === process.pid) return held.has(tokens[0] ?? '');
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return now === '-' || started === '-' || now === started;
}
