import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/*
 * The package's own package.json is the one landmark that is found alike from the sources and from dist,
 * which lie at different depths.
 */
const packagePath = createRequire(import.meta.url).resolve('#package.json');

/** Absolute path of the folder that holds the templates. */
export const templatesRoot = join(dirname(packagePath), 'templates');

/** Absolute path of the folder that holds the platform's half of each add-on. */
export const addonsRoot = join(templatesRoot, '_addons');

/** Absolute path of the manifests as the build leaves them. */
export const manifestsPath = join(dirname(packagePath), 'dist', 'manifests.json');

/** Absolute path of the layouts, styles and scripts of the gallery's pages, as the build leaves them. */
export const siteRoot = join(dirname(packagePath), 'dist', 'site');

/** Name and version of this package. */
export const ownPackage = JSON.parse(readFileSync(packagePath, 'utf8')) as {
  readonly name: string;
  readonly version: string;
};
