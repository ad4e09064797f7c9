import { createTwoFilesPatch } from 'diff';
import type { Change } from '../model/change.js';

/** Time limit for one diff, in milliseconds. */
const patience = 2_000;

/** The unified diff of a change to a file that is on disk; empty for every other change. */
export function diffOf(change: Change): string {
  if (!('old' in change) || change.kind === 'release') return '';
  const now = change.kind === 'delete' ? '' : change.file.content.toString('utf8');
  const [before, after] = [`a/${change.path}`, `b/${change.path}`];
  // For texts with almost nothing in common, saying so is enough.
  const patch =
    createTwoFilesPatch(before, after, change.old.toString('utf8'), now, undefined, undefined, { timeout: patience }) ??
    `--- ${before}\n+++ ${after}\n(too different to be shown line by line)\n`;
  // The first line is the separator that starts Subversion patches.
  return patch.slice(patch.indexOf('---'));
}
