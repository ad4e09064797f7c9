import type { Catalog, FileSet } from '../../domain.js';
import { UserError } from '../../errors.js';
import { quote } from '../../answers/given.js';
import { nearest } from '../../answers/nearest.js';
import { ownPackage } from '../../catalog/roots.js';
import { packagedCatalog } from '../../catalog/packaged.js';
import { renderAside } from '../../render/aside.js';
import { readCommandLine, type CommandLine } from '../command-line.js';
import { shellWord } from '../program.js';
import { repositoryOf } from '../repository.js';
import { catalogData, repositoryData } from './data.js';
import { catalogPage, differencePage, templatePage } from './pages.js';
import { browseGrammar, defaults, requestOf } from './request.js';

/**
 * Answers a command line of the door that shows templates.
 *
 * @param command how the door is started, for the commands in errors
 * @returns what goes to stdout; a file's content byte for byte
 * @throws UserError for what the catalog does not hold
 */
export async function browse(catalog: Catalog, line: CommandLine, command: string): Promise<string | Buffer> {
  if (line.values.html !== undefined || line.switches.has('open'))
    return (await import('../gallery/gallery.js')).gallery(catalog, line, command);
  const request = requestOf(catalog, line, command);
  const json = line.switches.has('json');
  if (request.kind === 'catalog')
    return json ? catalogData(catalog, defaults(catalog, line), ownPackage) : catalogPage(catalog);

  const { answers, file, before } = request;
  const [all, old] = await Promise.all([repositoryOf(answers), before && repositoryOf(before)]);
  if (file !== undefined) checkPath(file, [...all.keys(), ...(old?.keys() ?? [])], answers.template, command);
  const files = only(all, file);
  const former = old && only(old, file);
  if (json) return repositoryData(answers, files, former, ownPackage);
  if (former) return differencePage(former, files);
  return (file === undefined ? undefined : all.get(file)?.content) ?? templatePage(catalog, answers, all);
}

/**
 * Begins to render before Yeoman is loaded. A hint only: trouble comes up again, and is told, where it belongs.
 *
 * @param argv the words behind the door's name
 */
export function browseAhead(argv: readonly string[]): void {
  try {
    const catalog = packagedCatalog();
    const request = requestOf(catalog, readCommandLine(catalog, browseGrammar, argv), '');
    if (request.kind === 'template') renderAside(request.answers).catch(() => undefined);
  } catch {
    // see above
  }
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
