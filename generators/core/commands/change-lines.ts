import type { Change } from '../model/change.js';
import { records } from '../model/records.js';
import { shown } from '../model/shown.js';
import type { Prefer } from '../plan/merge.js';
import type { Result } from './result.js';

type Words = Readonly<Partial<Record<Change['kind'], string>>>;

const words: Words = {
  create: 'new',
  update: 'updated',
  merge: 'merged with your changes',
  conflict: 'overwritten, as you said',
  delete: 'removed (no longer part of the template)',
  release: 'left alone: no longer part of the template, and yours from now on',
  declined: 'left out, as you removed it',
};

/** What is known about a plan beyond its changes. */
export interface Telling {
  /** Other words for kinds of changes that have another cause. */
  readonly others?: Words;
  /** Whose lines were taken if both sides changed the same ones. */
  readonly prefer?: Prefer;
  /** Why a file is no longer written, if it's because of the answers. */
  readonly causeOf?: (path: string) => string | undefined;
  /** The earlier answers that a file still follows. */
  readonly stillOn?: (change: Change) => string | undefined;
}

/** A line for each file that something happened to, or where the user's lines and ours conflicted. */
export const changeLines = (changes: readonly Change[], { kept }: Result, telling: Telling = {}): string[] =>
  changes
    .filter((change) => change.kind !== 'keep' || change.settled)
    .filter(({ path }) => !kept.includes(path) && !isRecord(path))
    .map((change) =>
      change.kind === 'merge' && change.marks > 0
        ? `  CONFLICT ${shown(change.path)}`
        : `  ${shown(change.path)}: ${shown(wordsFor(change, telling))}`,
    );

function wordsFor(change: Change, { others = {}, prefer, causeOf, stillOn }: Telling): string {
  const { kind, path } = change;
  if ('settled' in change && change.settled) return settledWords(kind, prefer, stillOn?.(change));
  const cause = kind === 'delete' || kind === 'release' ? causeOf?.(path) : undefined;
  if (cause !== undefined)
    return kind === 'delete' ? `removed: ${cause}` : `left alone: ${cause}, and yours from now on`;
  return { ...words, ...others }[kind] ?? kind;
}

/** What happened to lines that both sides changed. */
function settledWords(kind: Change['kind'], prefer: Prefer | undefined, still: string | undefined): string {
  const end = still === undefined ? '' : `; still on ${still}`;
  if (prefer === 'ours')
    return kind === 'keep' ? `kept yours${end}` : `merged; kept yours where both changed the same lines${end}`;
  return kind === 'update'
    ? 'took ours; your change was dropped'
    : 'merged; took ours where both changed the same lines, and your change there was dropped';
}

const isRecord = (path: string): boolean => records.some((record) => record.path === path);
