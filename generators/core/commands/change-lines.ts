import type { Change } from '../model/change.js';
import { records } from '../model/records.js';
import { shown } from '../model/shown.js';
import type { Result } from './result.js';

type Words = Readonly<Partial<Record<Change['kind'], string>>>;

const words: Words = {
  create: 'new',
  update: 'replaced: you had not changed it',
  merge: 'merged with your changes',
  conflict: 'overwritten, as you said',
  delete: 'removed: no longer part of the template',
  release: 'left alone: no longer part of the template, and yours from now on',
  declined: 'left out, as you removed it',
};

/**
 * A line for each file to which something happened.
 *
 * @param others words for kinds of changes, where they come about in another way
 */
export const changeLines = (changes: readonly Change[], { kept }: Result, others: Words = {}): string[] =>
  changes
    .filter(({ path, kind }) => kind !== 'keep' && !kept.includes(path) && !isRecord(path))
    .map(({ path, kind }) => `  ${shown(path)}: ${{ ...words, ...others }[kind] ?? kind}`);

const isRecord = (path: string): boolean => records.some((record) => record.path === path);
