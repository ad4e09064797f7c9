import type { Catalog, FileSet } from '../../domain.js';
import { UserError } from '../../errors.js';
import { quote } from '../../answers/given.js';
import { nearest } from '../../answers/nearest.js';
import { settle } from '../../answers/questions.js';
import { ownPackage } from '../../catalog/roots.js';
import type { CommandLine } from '../command-line.js';
import { repositoryOf } from '../repository.js';
import { catalogData, repositoryData } from './data.js';
import { catalogPage, differencePage, templatePage } from './pages.js';
import { requestOf } from './request.js';

/**
 * Answers a command line of the door that shows templates.
 *
 * @returns what goes to stdout; a file's content byte for byte
 * @throws UserError for what the catalog does not hold
 */
export async function browse(catalog: Catalog, line: CommandLine): Promise<string | Buffer> {
  const request = requestOf(catalog, line);
  const json = line.switches.has('json');
  if (request.kind === 'catalog')
    return json ? catalogData(catalog, await defaults(catalog, line), ownPackage) : catalogPage(catalog);

  const { answers, file, before } = request;
  const all = await repositoryOf(answers);
  const old = before && (await repositoryOf(before));
  if (file !== undefined) checkPath(file, [...all.keys(), ...(old?.keys() ?? [])], answers.template);
  const files = only(all, file);
  const former = old && only(old, file);
  if (json) return repositoryData(answers, files, former, ownPackage);
  if (former) return differencePage(former, files);
  return (file === undefined ? undefined : all.get(file)?.content) ?? templatePage(catalog, answers, all);
}

/** Every template as it is written with what was given, and defaults for the rest. */
async function defaults(catalog: Catalog, { given }: CommandLine): Promise<Map<string, FileSet>> {
  const repositories = new Map<string, FileSet>();
  for (const { id } of catalog.templates) {
    const background = { stored: { options: {} }, name: 'my-app' };
    repositories.set(id, await repositoryOf(settle(catalog, { ...given, options: {}, template: id }, background)));
  }
  return repositories;
}

const only = (files: FileSet, path: string | undefined): FileSet =>
  path === undefined ? files : new Map([...files].filter(([each]) => each === path));

function checkPath(path: string, paths: readonly string[], template: string): void {
  if (paths.includes(path)) return;
  const meant = nearest(path, paths);
  throw new UserError({
    headline: `${template} has no file ${quote(path)}`,
    detail: `It has: ${[...new Set(paths)].sort().join(', ')}.`,
    fix: meant === undefined ? `browse ${template}` : `browse ${template} ${meant}`,
  });
}
