import type { Answers, Catalog, FileSet } from '../../domain.js';
import { diffOf } from '../../plan/diff.js';
import { changesBetween, goneBetween, newBetween } from './difference.js';

interface Generator {
  readonly name: string;
  readonly version: string;
}

/** The catalog as data; its form is templates/schema/browse.schema.json. */
export const catalogData = (catalog: Catalog, filesOf: ReadonlyMap<string, FileSet>, generator: Generator): string =>
  document({
    format: 1,
    generator: { name: generator.name, version: generator.version },
    templates: catalog.templates.map(({ id, title, description, language, options, processes }) => ({
      id,
      title,
      description,
      language,
      options,
      processes,
      files: filesData(filesOf.get(id) ?? new Map()),
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
  });

/**
 * One repository as data, with the text of its files; the same form.
 *
 * @param before what it is compared with: gives each file that differs a diff, and names those that are gone
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
    files: filesData(files).map((file) => {
      const diff = diffs.get(file.path);
      const content = files.get(file.path)?.content.toString('utf8') ?? '';
      return { ...file, content, ...(diff ? { diff } : {}) };
    }),
    ...(before ? { gone: goneBetween(before, files), new: newBetween(before, files) } : {}),
  });
}

const filesData = (files: FileSet) =>
  [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { content, mode, ownership, reason }]) => ({
      path,
      size: content.length,
      mode: mode.toString(8),
      ownership,
      reason,
    }));

const document = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
