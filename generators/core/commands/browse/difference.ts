import type { Change } from '../../model/change.js';
import type { FileSet } from '../../model/pipeline.js';
import { plan } from '../../plan/plan.js';

/** The changes from one repository to another; files that only the first has are left out. */
export const changesBetween = (before: FileSet, after: FileSet): Change[] =>
  plan(new Map([...before].map(([path, { content, mode }]) => [path, { kind: 'file', content, mode }])), after);

/** The paths that only the first has, sorted. */
export const goneBetween = (before: FileSet, after: FileSet): string[] =>
  [...before.keys()].filter((path) => !after.has(path)).sort();

/** The paths that only the second has, sorted. */
export const newBetween = (before: FileSet, after: FileSet): string[] => goneBetween(after, before);
