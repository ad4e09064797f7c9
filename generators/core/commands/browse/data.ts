import { inOrder } from '../../answers/addons.js';
import type { Answers, FileSet } from '../../model/pipeline.js';
import type { Catalog } from '../../model/catalog.js';
import { diffOf } from '../../plan/diff.js';
import { records } from '../../model/records.js';
import { shownJson } from '../../model/shown.js';
import { sourcesFor } from '../../render/layers.js';
import { changesBetween, goneBetween, newBetween } from './difference.js';

interface Generator {
  readonly name: string;
  readonly version: string;
}

/** The catalog as data (schema: templates/schema/browse.schema.json). */
export const catalogData = (
  catalog: Catalog,
  repositories: ReadonlyMap<string, Answers>,
  generator: Generator,
): string =>
  document({
    format: 1,
    generator: { name: generator.name, version: generator.version },
    templates: catalog.templates.map(({ id, title, description, language, options, processes, addons }) => ({
      id,
      title,
      description,
      language,
      options,
      processes,
      addons: inOrder(catalog, Object.keys(addons)),
      files: filesOf(catalog, repositories.get(id)),
    })),
    addons: catalog.addons.map(({ id, title, description, heroku, needs, price, processes }) => ({
      id,
      title,
      description,
      ...(heroku ? { plan: heroku.plan } : {}),
      needs,
      price,
      processes,
    })),
    bases: catalog.bases.map(({ id, title, description, image, url, deprecated }) => ({
      id,
      title,
      description,
      image,
      url,
      ...(deprecated === undefined ? {} : { deprecated }),
    })),
    cis: catalog.cis.map(({ id, title, description }) => ({ id, title, description })),
    licenses: catalog.licenses.map(({ id, title, description, spdx }) => ({
      ...{ id, title, description },
      ...(spdx === '' ? {} : { spdx }),
    })),
  });

/**
 * One repository as data, with the text of its files; same schema.
 *
 * @param before what it is compared with: adds a diff to each file that differs, and lists those that are gone
 */
export function repositoryData(
  answers: Answers,
  files: FileSet,
  before: FileSet | undefined,
  generator: Generator,
): string {
  const diffs = new Map(before ? changesBetween(before, files).map((change) => [change.path, diffOf(change)]) : []);
  return document({
    format: 1,
    generator: { name: generator.name, version: generator.version },
    answers,
    files: [...files]
      .map(([path, { content, mode, ownership, reason }]) => {
        const diff = diffs.get(path);
        const text = content.toString('utf8');
        const file = { path, size: content.length, mode: mode.toString(8), ownership, reason, content: text };
        return diff ? { ...file, diff } : file;
      })
      .sort(byPath),
    ...(before ? { gone: goneBetween(before, files), new: newBetween(before, files) } : {}),
  });
}

/** The files that answers lead to, without rendering them. */
const filesOf = (catalog: Catalog, answers: Answers | undefined) =>
  [
    ...(answers ? sourcesFor(catalog, answers) : []).map(({ path, mode, row }) => ({
      path,
      mode: mode.toString(8),
      ownership: row.ownership,
      reason: row.reason,
    })),
    ...records.map((record) => ({ ...record, mode: '644', ownership: 'record' as const })),
  ].sort(byPath);

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1);

const document = (value: unknown): string => shownJson(value);
