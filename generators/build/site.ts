/* A step of the build: the layouts and styles of the gallery, next to its compiled scripts. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { siteRoot } from '../core/catalog/paths.js';

cpSync(join(import.meta.dirname, '../../../generators/core/gallery/site'), siteRoot, {
  recursive: true,
  filter: (path) => !/\.(?:ts|json)$/.test(path),
});
