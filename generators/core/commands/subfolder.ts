import type { Catalog } from '../model/catalog.js';
import type { PartialAnswers } from '../model/pipeline.js';
import { prefixOf } from '../tools/git.js';

/**
 * Leaves CI out in a folder of a larger repository: its files are read at the root of a repository only.
 *
 * @param directory absolute path of the destination
 * @param given what the user said
 */
export function withoutLostCi(
  { cis }: Catalog,
  directory: string,
  given: PartialAnswers,
): { readonly given: PartialAnswers; readonly notes: readonly string[] } {
  const prefix = prefixOf(directory);
  const none = cis.find(({ layer }) => layer.rows.length === 0);
  if (prefix === '' || !none || given.ci === none.id) return { given, notes: [] };
  return {
    given: { ...given, ci: none.id },
    notes: [
      `${prefix} is a folder of a larger repository, and CI files are only read at its root, so none were written (--ci ${none.id}).`,
    ],
  };
}
