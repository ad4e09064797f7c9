import type { Change, DiskEntry, Lock } from '../model/change.js';
import type { FileSet, RenderedFile } from '../model/pipeline.js';
import { isIgnoreList, withLacking } from './ignore-list.js';
import { isMergeable } from './lock.js';
import { hasKeyTwice, isData } from './keys.js';
import { markerLine } from './labels.js';
import { apart, merge, type Merged, type Prefer, type Labels } from './merge.js';

/** What a plan is compared with. */
export interface Previous {
  /** What was written last time. */
  readonly lock: Pick<Lock, 'managed' | 'once'>;
  readonly labels: Labels;
  readonly prefer?: Prefer;
  /**
   * Paths that may be removed: git tracks them, or some answers write them. Anyone can write a lock, so it must not be
   * able to remove what nothing else knows as ours. Undefined (all paths) if the lock was rendered, not read.
   */
  readonly removable?: ReadonlySet<string>;
}

type Disk = ReadonlyMap<string, DiskEntry>;

const absent: DiskEntry = { kind: 'absent' };

/**
 * Compares what is on disk with what should be there. Pure.
 *
 * @param disk what is at every path of `next` and of the lock; a missing path is absent
 * @param next the files that should be there
 * @param previous what was written last time, to merge from; without it, every difference is a conflict
 * @returns at most one change for each path, sorted by path
 */
export function plan(disk: Disk, next: FileSet, previous?: Previous): Change[] {
  const files = [...next].map(([path, file]) => changeOf(path, file, disk, previous));
  const left = [...(previous?.lock.managed ?? [])].flatMap(([path, base]) =>
    next.has(path) ? [] : removal(path, base, disk.get(path) ?? absent, isMoved(path, next, disk), previous?.removable),
  );
  return [...files, ...left].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether a change alters what is on disk; a conflict does if the user chooses to overwrite. */
export const isWritten = ({ kind }: Change): boolean =>
  ['create', 'update', 'merge', 'conflict', 'delete'].includes(kind);

function changeOf(path: string, file: RenderedFile, disk: Disk, previous: Previous | undefined): Change {
  const entry = disk.get(path) ?? absent;
  // If the templates didn't change it, it may be anything now: a link, a folder.
  const isSame = previous?.lock.managed.get(path) === file.content.toString('utf8');
  if (entry.kind === 'blocked')
    return isSame ? { kind: 'keep', path, file } : { kind: 'blocked', path, file, why: entry.why };
  if (file.ownership === 'record' || !previous) return difference(path, file, entry);
  const { lock } = previous;
  const origin = [path, ...(file.was ?? [])].find((previous) => lock.managed.has(previous) || lock.once.has(previous));
  if (file.ownership === 'once')
    return entry.kind === 'file'
      ? { kind: 'keep', path, file, ...leftIn(entry.content) }
      : { kind: origin === undefined ? 'create' : 'declined', path, file };
  const mine = entry.kind === 'absent' && origin !== undefined ? (disk.get(origin) ?? absent) : entry;
  if (mine.kind === 'blocked') return { kind: 'blocked', path, file, why: mine.why };
  if (mine.kind === 'absent') return { kind: origin === undefined ? 'create' : 'declined', path, file };
  const base = origin === undefined ? undefined : lock.managed.get(origin);
  if (entry.kind === 'file' && base === undefined) return difference(path, file, entry);
  return merged(path, over(mine.mode, file), base ?? '', mine.content, entry.kind === 'file', previous);
}

/**
 * The mode of a file that replaces another: the old file's mode, so that nobody gains read access and executables stay
 * executable. Permission bits, as in `RenderedFile`.
 *
 * @param wanted mode of the new file: if it is executable, everyone who may read the result may also execute it
 */
export const modeOver = (onDisk: number, wanted: number): number =>
  wanted & 0o100 ? onDisk | ((onDisk & 0o444) >> 2) : onDisk;

const over = (mode: number, file: RenderedFile): RenderedFile => ({ ...file, mode: modeOver(mode, file.mode) });

/** Without knowing what was written before, we can only tell whether two texts are the same. */
function difference(path: string, file: RenderedFile, entry: DiskEntry): Change {
  if (entry.kind !== 'file') return { kind: 'create', path, file };
  // The user's own lists of what to ignore only gain lines.
  const content = isIgnoreList(path) ? withLacking(entry.content, file.content) : file.content;
  if (entry.content.equals(content)) return { kind: 'keep', path, file };
  const kind = file.ownership === 'record' ? 'update' : 'conflict';
  return { kind, path, file: { ...over(entry.mode, file), content }, old: entry.content };
}

/** @param isThere whether the user's text is already at the path, not at a previous one */
function merged(
  path: string,
  file: RenderedFile,
  base: string,
  old: Buffer,
  isThere: boolean,
  { labels, prefer }: Previous,
): Change {
  if (!isMergeable(old) || !isMergeable(file.content)) return { kind: 'conflict', path, file, old };
  const merged = mergeOf(path, [base, old.toString('utf8'), file.content.toString('utf8')], labels, prefer);
  if (!merged) return { kind: 'conflict', path, file, old };
  const { text, marks, ...settled } = merged;
  const content = Buffer.from(text);
  if (content.equals(old) && isThere)
    return { kind: 'keep', path, file: merged.settled ? { ...file, content } : file, ...settled, ...leftIn(old) };
  const how = { ...settled, ...(isThere ? {} : { moved: true }) };
  if (content.equals(file.content)) return { kind: 'update', path, file, old, ...how };
  return { kind: 'merge', path, file: { ...file, content }, old, marks, ...how };
}

/** A conflict marker that an earlier merge left. */
function leftIn(content: Buffer): { readonly markedAt?: number } {
  const line = content.includes('<<<<<<< ') ? markerLine(content.toString('utf8')) : undefined;
  return line === undefined ? {} : { markedAt: line };
}

/** A merge of lines, unless it gives a record the same key twice: then both sides stand between markers. */
function mergeOf(
  path: string,
  [base, ours, theirs]: readonly [string, string, string],
  labels: Labels,
  prefer?: Prefer,
): Merged | undefined {
  const merged = merge(base, ours, theirs, labels, prefer);
  if (!merged || merged.marks > 0 || !isData(path) || !hasKeyTwice(merged.text)) return merged;
  return [ours, theirs].some(hasKeyTwice) ? merged : apart(ours, theirs, labels, prefer);
}

/** Whether what is at a previous path is moved to a new one. */
const isMoved = (path: string, next: FileSet, disk: Disk): boolean =>
  [...next].some(([now, { was }]) => was?.includes(path) && (disk.get(now) ?? absent).kind === 'absent');

function removal(
  path: string,
  base: string,
  entry: DiskEntry,
  moved: boolean,
  removable: ReadonlySet<string> | undefined,
): Change[] {
  if (entry.kind !== 'file') return [];
  const { content: old } = entry;
  const untouched = old.toString('utf8').replaceAll('\r\n', '\n') === base;
  if (!moved && !untouched) return [{ kind: 'release', path, old }];
  return removable?.has(path) === false
    ? [{ kind: 'release', path, old, unknown: true }]
    : [{ kind: 'delete', path, old }];
}
