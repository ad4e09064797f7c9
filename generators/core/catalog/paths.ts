import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/*
 * The package's own package.json is the one landmark that resolves the same way from the sources and from dist,
 * which are at different depths.
 */
const packagePath = createRequire(import.meta.url).resolve('#package.json');

/** Absolute path of the package's own folder. */
export const packageRoot = dirname(packagePath);

/** Absolute path of the templates folder. */
export const templatesRoot = join(packageRoot, 'templates');

/** Absolute path of the folder that contains the platform's half of each add-on. */
export const addonsRoot = join(templatesRoot, '_addons');

/** Absolute path of the folder of partials that any template may include. */
export const partialsRoot = join(templatesRoot, '_shared', 'partials');

/** Absolute path of the manifests, as written by the build. */
export const manifestsPath = join(packageRoot, 'dist', 'manifests.json');

/** Absolute path of the command declarations, as written by the build. */
export const commandsPath = join(packageRoot, 'dist', 'commands.json');

/** Absolute path of the layouts, styles and scripts for the gallery's pages, as written by the build. */
export const siteRoot = join(packageRoot, 'dist', 'site');

/** Absolute path of the shell completion scripts, as written by the build. */
export const completionRoot = join(packageRoot, 'dist', 'completion');

/** Absolute path of the bundled program, as written by the build. */
export const programRoot = join(packageRoot, 'dist', 'program');

const own = JSON.parse(readFileSync(packagePath, 'utf8')) as {
  readonly name: string;
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly homepage: string;
};

/** The package that the program was installed as. */
export const installedAs = own.name;

/** The command that an installed package provides. */
export const [installedProgram = 'heroku-nix'] = Object.keys(own.bin);

/** Name and version of the generator, as used in records and data, whatever package it came in. */
export const ownPackage = { name: 'generator-heroku-nix', version: own.version } as const;

/** The generator's home page. */
export const homepage = own.homepage;
