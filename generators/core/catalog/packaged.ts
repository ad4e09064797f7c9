import { readFileSync } from 'node:fs';
import type { Catalog } from '../domain.js';
import { catalogOf, type Manifests } from './catalog.js';
import { manifestsPath, templatesRoot } from './roots.js';

let catalog: Catalog | undefined;

/**
 * The catalog of this package, from the manifests that its build read and checked.
 *
 * Read without waiting, because Yeoman asks for the help text in a plain call; it is one small file.
 */
export const packagedCatalog = (): Catalog =>
  (catalog ??= catalogOf(templatesRoot, JSON.parse(readFileSync(manifestsPath, 'utf8')) as Manifests));
