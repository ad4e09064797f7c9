import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Base, Catalog, Ci, FileRow, ProcessType, Template } from '../domain.js';
import { readManifest } from './manifest.js';
import { templatesRoot } from './roots.js';

type TemplateManifest = Omit<Template, 'id' | 'processes' | 'layer' | 'partials'> & {
  readonly processes: Readonly<Record<string, Omit<ProcessType, 'name'>>>;
  readonly files: readonly FileRow[];
};
type CiManifest = Omit<Ci, 'id' | 'badge' | 'layer'> & { readonly badge?: string; readonly files: readonly FileRow[] };

/**
 * Reads the catalog: a folder is a template, a base or a CI system because it holds the manifest of one.
 *
 * Read once, and without waiting, because Yeoman asks for the help text in a plain call; it is a dozen small files.
 *
 * @param root folder of the templates
 * @throws Error when a manifest does not fit its schema
 */
export function readCatalog(root: string = templatesRoot): Catalog {
  const known = catalogs.get(root);
  if (known) return known;
  const catalog = {
    templates: byOrder(folders(root, 'template.yml').map((id) => readTemplate(root, id))),
    bases: byOrder(
      folders(join(root, '_bases'), 'base.yml').map((id) => ({
        id,
        ...(readManifest(join(root, '_bases', id, 'base.yml'), 'base') as Omit<Base, 'id'>),
      })),
    ),
    cis: byOrder(folders(join(root, '_ci'), 'ci.yml').map((id) => readCi(root, id))),
    shared: {
      root: join(root, '_shared', 'files'),
      rows: (readManifest(join(root, '_shared', 'shared.yml'), 'shared') as { files: FileRow[] }).files,
    },
  };
  catalogs.set(root, catalog);
  return catalog;
}

const catalogs = new Map<string, Catalog>();

function readTemplate(root: string, id: string): Template {
  const folder = join(root, id);
  const { processes, files, ...manifest } = readManifest(join(folder, 'template.yml'), 'template') as TemplateManifest;
  return {
    ...manifest,
    id,
    processes: Object.entries(processes).map(([name, rest]) => ({ name, ...rest })),
    layer: { root: join(folder, 'files'), rows: files },
    partials: join(folder, 'partials'),
  };
}

function readCi(root: string, id: string): Ci {
  const folder = join(root, '_ci', id);
  const { files, ...manifest } = readManifest(join(folder, 'ci.yml'), 'ci') as CiManifest;
  return { badge: '', ...manifest, id, layer: { root: join(folder, 'files'), rows: files } };
}

const folders = (parent: string, manifest: string): string[] =>
  readdirSync(parent).filter((name) => existsSync(join(parent, name, manifest)));

const byOrder = <Entry extends { order: number; id: string }>(entries: Entry[]): Entry[] =>
  entries.sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));
