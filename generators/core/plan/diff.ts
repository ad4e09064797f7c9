import { createTwoFilesPatch } from 'diff';
import type { Change } from '../change.js';

/** The unified diff of a change to a file that stands on disk; empty for every other change. */
export function diffOf(change: Change): string {
  if (!('old' in change) || change.kind === 'release') return '';
  const now = change.kind === 'delete' ? '' : change.file.content.toString('utf8');
  const patch = createTwoFilesPatch(`a/${change.path}`, `b/${change.path}`, change.old.toString('utf8'), now);
  // The first line is a rule that Subversion's patches begin with.
  return patch.slice(patch.indexOf('---'));
}
