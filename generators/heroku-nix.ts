#!/usr/bin/env node
/*
 * The bin: opens a door by way of yeoman-environment, without yo. yo 7 gives root's rights up and then fails on root's
 * home, so this is the way in containers and CI; it needs no writable home.
 */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Catalog } from './core/domain.js';
import { packagedCatalog } from './core/catalog/packaged.js';
import { ownPackage } from './core/catalog/roots.js';
import { explainSystemError } from './core/errors.js';
import { renderAhead } from './core/face/background.js';

const here = dirname(fileURLToPath(import.meta.url));
const [first = '', ...rest] = process.argv.slice(2);
// A word is a door where there is a folder for it; a directory of the same name is written ./name. Nobody needs the
// word for the door that opens by itself, and many a directory is called so.
const isDoor = /^[a-z]+$/.test(first) && !['app', 'core'].includes(first) && existsSync(join(here, first, 'index.js'));
const door = isDoor ? first : 'app';
const doorPath = join(here, door, 'index.js');
const argv = isDoor ? rest : process.argv.slice(2);
const options = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;

const json = argv.includes('--json');

// A reader that has seen enough, as in `heroku-nix --help | head`, is no trouble.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') void refuse(explainSystemError(error, 'write the report'));
});

if (options.includes('--help') || options.includes('-h')) await help();
else if (options.includes('--version')) process.stdout.write(`${ownPackage.version}\n`);
else await open();

async function help(): Promise<void> {
  const catalog = packagedCatalog();
  const path = door === 'app' ? './core/face/help.js' : `./core/face/${door}/help.js`;
  const { helpText } = (await import(path)) as { helpText: (catalog: Catalog) => string };
  process.stdout.write(helpText(catalog));
}

async function refuse(error: unknown, how = { json: false }): Promise<void> {
  const { fail } = await import('./core/face/print-error.js');
  fail(error, how);
}

async function open(): Promise<void> {
  try {
    process.cwd();
  } catch (error) {
    await refuse(explainSystemError(error, 'find the working directory'), { json });
    return;
  }
  settleHome();
  // Yeoman's logger looks at FORCE_COLOR only (https://no-color.org).
  if (process.env.NO_COLOR) process.env.FORCE_COLOR ??= '0';
  // Yeoman is a thousand modules; Node 22 and later keep them compiled, in the system's folder for temporary files.
  (module as { enableCompileCache?: () => void }).enableCompileCache?.();
  // Asked before Yeoman is loaded: while a thousand modules are, nothing else gets a turn in this thread.
  if (door === 'app') await renderAhead(argv);
  if (door === 'browse') (await import('./core/face/browse/browse.js')).browseAhead(argv);
  // Both at once, so that the files of one are read while the other is compiled.
  const [{ createEnv }] = await Promise.all([import('yeoman-environment'), import(pathToFileURL(doorPath).href)]);
  const env = createEnv();
  const namespace = `heroku-nix:${door}`;
  env.register(doorPath, { namespace, packagePath: dirname(here) });
  try {
    await env.run([namespace], { argv } as Parameters<typeof env.run>[1]);
  } catch (error) {
    // A door tells its own troubles and sets the exit code; what comes here otherwise is a fault of ours.
    if (process.exitCode === undefined) await refuse(error, { json });
  }
}

/** Yeoman looks at home as soon as it is loaded: whoever has none, or a closed one, is given a place where nothing is. */
function settleHome(): void {
  try {
    accessSync(homedir(), constants.R_OK | constants.X_OK);
    if (statSync(homedir()).isDirectory()) return;
  } catch {
    // told by the line below
  }
  process.env.HOME = here;
}
