import { basename } from 'node:path';
import { herokuSafe, transliterated } from '../answers/names.js';
import type { Background } from '../answers/questions.js';
import { readStored } from '../answers/stored.js';
import type { Catalog } from '../model/catalog.js';
import type { Project } from '../project/project.js';
import { storedPath } from '../model/records.js';
import { folderOf } from './subfolder.js';

/**
 * Reads what a directory says about the answers: those from last time, and its own name.
 *
 * @throws UserError if .yo-rc.json can't be read
 */
export async function backgroundOf(
  catalog: Catalog,
  project: Project,
): Promise<Background & { readonly dropped: readonly string[] }> {
  const { given: stored, dropped, project: previous } = readStored(catalog, project.text(storedPath));
  const found = previous ? { project: previous } : {};
  const folder = folderOf(project.root);
  const place = folder === undefined ? {} : { folder };
  return { stored, dropped, ...found, ...place, name: herokuSafe(await transliterated(basename(project.root))) };
}
