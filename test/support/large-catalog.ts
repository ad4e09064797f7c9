import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { catalogOf } from '../../generators/core/catalog/catalog.js';
import { readManifests } from '../../generators/core/catalog/manifests.js';
import { templatesRoot } from '../../generators/core/catalog/paths.js';
import type { Catalog } from '../../generators/core/model/catalog.js';
import { freshFolder, textAt } from './folders.js';
import { catalog } from './rendering.js';

/**
 * A catalog with many templates: copies of ours under other names. Every third has only one add-on, and every fourth
 * has its own process type.
 */
export function largeCatalog(count: number): Catalog {
  const root = freshFolder('templates');
  for (const part of readdirSync(templatesRoot).filter((name) => name.startsWith('_') || name === 'schema'))
    cpSync(join(templatesRoot, part), join(root, part), { recursive: true });
  for (let number = 1; number <= count; number += 1) {
    const { id = '', title = '' } = catalog.templates[number % catalog.templates.length] ?? {};
    const folder = join(root, `${id}-${number}`);
    cpSync(join(templatesRoot, id), folder, { recursive: true });
    const path = join(folder, 'template.yml');
    const manifest = load(textAt(path)) as Record<string, unknown> & { processes: object; addons: object };
    const clock = { command: '/bin/clock', quantity: 0, description: 'Starts jobs on a schedule' };
    const { addons, ...rest } = manifest;
    writeFileSync(
      path,
      JSON.stringify({
        ...rest,
        title: `${title} ${number}`,
        order: number,
        addons: number % 3 === 0 ? Object.fromEntries(Object.entries(addons).slice(0, 1)) : addons,
        processes: { ...manifest.processes, ...(number % 4 === 0 ? { clock } : {}) },
      }),
    );
  }
  return catalogOf(root, readManifests(root));
}
