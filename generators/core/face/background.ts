import { basename } from 'node:path';
import { herokuSafe, transliterated } from '../answers/names.js';
import { settle, type Background } from '../answers/questions.js';
import { readStored } from '../answers/stored.js';
import { checkGiven } from '../answers/given.js';
import { packagedCatalog } from '../catalog/packaged.js';
import type { Catalog } from '../domain.js';
import { openProject, type Project } from '../project/project.js';
import { storedPath } from '../records.js';
import { prepareAside, renderAside } from '../render/aside.js';
import { readArguments } from './flags.js';

/**
 * Learns what a directory says about the answers: those of last time, and its own name.
 *
 * @throws UserError when .yo-rc.json cannot be read
 */
export async function backgroundOf(
  catalog: Catalog,
  project: Project,
): Promise<Background & { readonly dropped: readonly string[] }> {
  const { given: stored, dropped, project: former } = readStored(catalog, await project.text(storedPath));
  const found = former ? { project: former } : {};
  return { stored, dropped, ...found, name: herokuSafe(await transliterated(basename(project.root))) };
}

/**
 * Begins to render before Yeoman is loaded, when --yes leaves nothing to ask; does not wait for the end of it.
 *
 * A hint only: trouble of any kind comes up again, and is told, where the answer is needed.
 *
 * @param argv the words behind the program's name
 */
export async function renderAhead(argv: readonly string[]): Promise<void> {
  if (!argv.includes('--yes') && !argv.includes('-y')) return;
  try {
    prepareAside();
    const catalog = packagedCatalog();
    const flags = readArguments(catalog, argv);
    if (!flags.yes) return;
    checkGiven(catalog, flags.given);
    const answers = settle(catalog, flags.given, await backgroundOf(catalog, openProject(flags.directory)));
    renderAside(answers).catch(() => undefined);
  } catch {
    // see above
  }
}
