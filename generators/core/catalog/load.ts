import { readFileSync } from 'node:fs';
import type { Catalog } from '../model/catalog.js';
import { catalogOf, type Manifests } from './catalog.js';
import { manifestsPath, templatesRoot } from './paths.js';

let catalog: Catalog | undefined;

/**
 * This package's catalog, from the manifests that its build read and checked.
 *
 * Read synchronously, because Yeoman asks for the help text in a synchronous call; it is one small file.
 */
export const loadCatalog = (): Catalog =>
  (catalog ??= catalogOf(templatesRoot, JSON.parse(readFileSync(manifestsPath, 'utf8')) as Manifests));
