import type { Catalog } from '../model/catalog.js';
import type { PartialAnswers } from '../model/pipeline.js';
import { prefixOf } from '../tools/git.js';

/** The user's answers, and notes about them for this directory. */
export interface Placed {
  readonly given: PartialAnswers;
  readonly notes: readonly string[];
}

/**
 * Leaves CI out in a folder of a larger repository: CI files are only read at a repository's root.
 *
 * @param directory absolute path of the destination
 * @param given what the user said
 * @param stored the answers from last time
 */
export function withoutLostCi(
  { cis }: Catalog,
  directory: string,
  given: PartialAnswers,
  stored: PartialAnswers,
): Placed {
  const prefix = prefixOf(directory);
  const none = cis.find(({ layer }) => layer.rows.length === 0);
  if (prefix === '' || !none || (given.ci ?? stored.ci) === none.id) return { given, notes: [] };
  return {
    given: { ...given, ci: none.id },
    notes: [
      `${prefix} is a folder of a larger repository, and CI files are only read at its root, so none were written (--ci ${none.id}).`,
    ],
  };
}

/** What the README of a folder in a larger repository can't know. */
export const pushNotes = (directory: string): string[] =>
  prefixOf(directory) === ''
    ? []
    : [
        'This folder is deployed alone, by the push command below; the one in README.md is for a repository of its own.',
      ];
