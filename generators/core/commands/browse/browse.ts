import type { FileSet } from '../../model/pipeline.js';
import type { Catalog } from '../../model/catalog.js';
import { UserError } from '../../model/errors.js';
import { quote } from '../../catalog/find.js';
import { nearest } from '../../catalog/nearest.js';
import { ownPackage } from '../../catalog/paths.js';
import type { CommandLine } from '../../terminal/command-line.js';
import { shellWord } from '../../model/shell.js';
import { repositoryOf } from '../../render/repository.js';
import { catalogData, repositoryData } from './data.js';
import { catalogPage, differencePage, templatePage } from './pages.js';
import { requestOf, usualOf } from './request.js';
import { allText } from './text.js';

/**
 * Answers a command line of the command that shows templates.
 *
 * @param command how the command is started, for the commands in errors
 * @returns what goes to stdout; file contents are byte for byte
 * @throws UserError for what isn't in the catalog
 */
export async function browse(catalog: Catalog, line: CommandLine, command: string): Promise<string | Buffer> {
  const request = requestOf(catalog, line, command);
  const json = line.switches.has('json');
  const asText = line.switches.has('text') && !json;
  if (request.kind === 'catalog') {
    const usual = usualOf(catalog, line);
    return json ? catalogData(catalog, usual, ownPackage) : asText ? allText(catalog, usual) : catalogPage(catalog);
  }

  const { answers, file, before } = request;
  if (asText && file === undefined && !before) return allText(catalog, new Map([[answers.template, answers]]));
  const [all, old] = await Promise.all([repositoryOf(catalog, answers), before && repositoryOf(catalog, before)]);
  if (file !== undefined) checkPath(file, [...all.keys(), ...(old?.keys() ?? [])], answers.template, command);
  const files = only(all, file);
  const previous = old && only(old, file);
  if (json) return repositoryData(answers, files, previous, ownPackage);
  if (previous) return differencePage(previous, files);
  return (file === undefined ? undefined : all.get(file)?.content) ?? templatePage(catalog, answers, all);
}

const only = (files: FileSet, path: string | undefined): FileSet =>
  path === undefined ? files : new Map([...files].filter(([each]) => each === path));

function checkPath(path: string, paths: readonly string[], template: string, command: string): void {
  if (paths.includes(path)) return;
  const meant = nearest(path, paths);
  throw new UserError({
    headline: `${template} has no file ${quote(path)}`,
    detail: `It has: ${[...new Set(paths)].sort().join(', ')}.`,
    fix: `${command} ${template}${meant === undefined ? '' : ` ${shellWord(meant)}`}`,
  });
}
