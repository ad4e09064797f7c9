import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/*
 * The package's own package.json is the one landmark that is found alike from the sources and from dist,
 * which lie at different depths.
 */
const packagePath = createRequire(import.meta.url).resolve('#package.json');

/** Absolute path of the package's own folder. */
export const packageRoot = dirname(packagePath);

/** Absolute path of the folder that holds the templates. */
export const templatesRoot = join(packageRoot, 'templates');

/** Absolute path of the folder that holds the platform's half of each add-on. */
export const addonsRoot = join(templatesRoot, '_addons');

/** Absolute path of the manifests as the build leaves them. */
export const manifestsPath = join(packageRoot, 'dist', 'manifests.json');

/** Absolute path of the declarations of the commands, as the build leaves them. */
export const commandsPath = join(packageRoot, 'dist', 'commands.json');

/** Absolute path of the layouts, styles and scripts of the gallery's pages, as the build leaves them. */
export const siteRoot = join(packageRoot, 'dist', 'site');

/** Absolute path of the scripts that shells complete by, as the build leaves them. */
export const completionRoot = join(packageRoot, 'dist', 'completion');

/** Absolute path of the bundled program, as the build leaves it. */
export const programRoot = join(packageRoot, 'dist', 'program');

const own = JSON.parse(readFileSync(packagePath, 'utf8')) as {
  readonly name: string;
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly homepage: string;
};

/** The package that the program was installed as. */
export const installedAs = own.name;

/** The command that an installed package has. */
export const [installedProgram = 'heroku-nix'] = Object.keys(own.bin);

/** Name and version of the generator; records and data name it so, whatever package it came in. */
export const ownPackage = { name: 'generator-heroku-nix', version: own.version } as const;

/** Where the generator is explained on the web. */
export const homepage = own.homepage;
