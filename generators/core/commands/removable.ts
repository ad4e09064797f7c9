import type { Answers, FileSet } from '../model/pipeline.js';
import type { Catalog } from '../model/catalog.js';
import type { Lock } from '../model/change.js';
import { isOutside } from '../model/outside.js';
import { pathsOf } from '../render/layers.js';
import { tracked } from '../tools/git.js';

/**
 * Finds the files that may be removed, since they are no longer part of the template. The lock alone doesn't prove
 * that: it comes with the repository, and anyone may have written it.
 *
 * @param directory absolute path
 * @param lock what it says was written last time
 * @param next what is written now
 * @returns those that git tracks, or that the template writes for other answers
 */
export function removablePaths(
  catalog: Catalog,
  answers: Answers,
  directory: string,
  { managed, name }: Pick<Lock, 'managed' | 'name'>,
  next: FileSet,
): ReadonlySet<string> {
  const dropped = [...managed.keys()].filter((path) => !next.has(path));
  if (dropped.length === 0) return new Set();
  const known = tracked(directory, dropped) ?? new Set();
  // A file outside of the project must also have a name that we give, for this app's name or its former one.
  const former = pathsOf(catalog, { ...answers, name });
  const ours = [...known].filter((path) => !isOutside(path) || former.has(path));
  return new Set([...pathsOf(catalog, answers), ...ours]);
}
