import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/*
 * The package's own package.json is the one landmark that is found alike from the sources and from dist,
 * which lie at different depths.
 */
const manifestPath = createRequire(import.meta.url).resolve('#package.json');

/** Absolute path of the folder that holds the templates. */
export const templatesRoot = join(dirname(manifestPath), 'templates');

/** Name and version of this package. */
export const ownPackage = JSON.parse(readFileSync(manifestPath, 'utf8')) as {
  readonly name: string;
  readonly version: string;
};
