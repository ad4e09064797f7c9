import type { Change } from '../../model/change.js';
import type { FileSet } from '../../model/pipeline.js';
import { plan } from '../../plan/plan.js';

/** What it takes to make one repository of another; files that only the previous has are left out. */
export const changesBetween = (before: FileSet, after: FileSet): Change[] =>
  plan(new Map([...before].map(([path, { content, mode }]) => [path, { kind: 'file', content, mode }])), after);

/** The paths that only the previous has, sorted. */
export const goneBetween = (before: FileSet, after: FileSet): string[] =>
  [...before.keys()].filter((path) => !after.has(path)).sort();

/** The paths that only the latter has, sorted. */
export const newBetween = (before: FileSet, after: FileSet): string[] => goneBetween(after, before);
