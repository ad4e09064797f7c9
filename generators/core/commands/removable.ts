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
  { managed }: Pick<Lock, 'managed'>,
  next: FileSet,
): ReadonlySet<string> {
  const dropped = [...managed.keys()].filter((path) => !next.has(path));
  if (dropped.length === 0) return new Set();
  // What is outside the project is removed only if it is known as ours.
  const inside = dropped.filter((path) => !isOutside(path));
  return new Set([...pathsOf(catalog, answers), ...(tracked(directory, inside) ?? [])]);
}
