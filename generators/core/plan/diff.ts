import { createTwoFilesPatch } from 'diff';
import type { Change } from '../model/change.js';

/** How long one difference may take, in milliseconds. */
const patience = 2_000;

/** The unified diff of a change to a file that stands on disk; empty for every other change. */
export function diffOf(change: Change): string {
  if (!('old' in change) || change.kind === 'release') return '';
  const now = change.kind === 'delete' ? '' : change.file.content.toString('utf8');
  const [before, after] = [`a/${change.path}`, `b/${change.path}`];
  // Of texts that have next to nothing in common it is enough to know that.
  const patch =
    createTwoFilesPatch(before, after, change.old.toString('utf8'), now, undefined, undefined, { timeout: patience }) ??
    `--- ${before}\n+++ ${after}\n(too different to be shown line by line)\n`;
  // The first line is a rule that Subversion's patches begin with.
  return patch.slice(patch.indexOf('---'));
}
