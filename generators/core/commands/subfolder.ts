import * as v from 'valibot';
import { dirname } from 'node:path';
import { find } from '../catalog/find.js';
import type { Catalog } from '../model/catalog.js';
import * as forms from '../model/forms.js';
import { isOutside } from '../model/outside.js';
import type { Answers, FileSet, PartialAnswers } from '../model/pipeline.js';
import { filled } from '../project/filled.js';
import { gitFolder } from '../tools/programs.js';
import { prefixOf } from '../tools/git.js';

/** The user's answers, and notes about them for this directory. */
export interface Placed {
  readonly given: PartialAnswers;
  readonly notes: readonly string[];
}

/**
 * A directory's path in a larger repository; undefined at the root, or if files can't name it.
 *
 * @param directory absolute path; it need not exist
 */
export function folderOf(directory: string): string | undefined {
  const folder = prefixOf(directory).slice(0, -1);
  return v.is(forms.plainPath, folder) ? folder : undefined;
}

/**
 * Leaves CI out in a folder whose name CI files can't have.
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
  const isUsual = prefix === '' || folderOf(directory) !== undefined;
  if (isUsual || !none || (given.ci ?? stored.ci) === none.id) return { given, notes: [] };
  return {
    given: { ...given, ci: none.id },
    notes: [`CI files can't name the folder ${prefix}, so none were written (--ci ${none.id}).`],
  };
}

/** What to know about a folder of a larger repository. */
export function folderNotes({ cis }: Catalog, directory: string, { ci, name }: Answers, files: FileSet): string[] {
  const folder = folderOf(directory);
  if (folder === undefined) return [];
  const outside = [...files.keys()].filter(isOutside);
  const { title, include } = find(cis, 'ci', ci);
  return [
    ...outside.map((path) => `${path} is at the root of the repository, where ${title} looks for it.`),
    ...(include === undefined ? [] : [filled(include, { folder, app: name })]),
  ];
}

/** The directories that a run may write to: the project's, and that of the repository around it. */
export function rootsOf(directory: string): string[] {
  const root = prefixOf(directory) === '' ? undefined : gitFolder(directory);
  return root === undefined || root === dirname(root) ? [directory] : [directory, root];
}
