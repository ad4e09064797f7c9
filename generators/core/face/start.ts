import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Catalog } from '../domain.js';
import { packagedCatalog } from '../catalog/packaged.js';
import { ownPackage } from '../catalog/roots.js';
import { explainSystemError } from '../errors.js';
import { renderAhead } from './background.js';
import { notUtf8 } from './command-line.js';
import { fail } from './print-error.js';

/** How the program was started: which door is meant, and what is said to it. */
interface Start {
  readonly door: string;
  readonly doorPath: string;
  readonly argv: readonly string[];
  readonly json: boolean;
}

/** Folder of the doors. */
const doors = join(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Opens a door by way of yeoman-environment, without yo. yo 7 gives root's rights up and then fails on root's home, so
 * this is the way in containers and CI; it needs no writable home.
 *
 * Tells every failure, and makes it the process's exit code.
 *
 * @param words the words behind the program's name
 */
export async function start(words: readonly string[]): Promise<void> {
  const { argv, ...meant } = startOf(words);
  const options = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const form = { json: meant.json };

  // What is thrown where nobody waits for it is told in the same words as anything else.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      fail(error, form);
      process.exit();
    });

  // A reader that has seen enough, as in `heroku-nix --help | head`, is no trouble.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fail(explainSystemError(error, 'write the report'), { json: false });
  });

  try {
    if (options.includes('--help') || options.includes('-h')) await help(meant.door);
    else if (options.includes('--version')) process.stdout.write(`${ownPackage.version}\n`);
    else await open({ argv, ...meant });
  } catch (error) {
    fail(error, form);
  }
}

/**
 * A word is a door where there is a folder for it; a directory of the same name is written ./name. Nobody needs the word
 * for the door that opens by itself, and many a directory is called so.
 */
function startOf(words: readonly string[]): Start {
  const [first = '', ...rest] = words;
  const isDoor =
    /^[a-z]+$/.test(first) && !['app', 'core'].includes(first) && existsSync(join(doors, first, 'index.js'));
  const door = isDoor ? first : 'app';
  const argv = isDoor ? rest : words;
  return { door, doorPath: join(doors, door, 'index.js'), argv, json: argv.includes('--json') };
}

async function help(door: string): Promise<void> {
  const catalog = packagedCatalog();
  const path = door === 'app' ? './help.js' : `./${door}/help.js`;
  const { helpText } = (await import(path)) as { helpText: (catalog: Catalog) => string };
  process.stdout.write(helpText(catalog));
}

async function open({ door, doorPath, argv }: Start): Promise<void> {
  checkPlace();
  settleHome();
  // Yeoman's logger looks at FORCE_COLOR only (https://no-color.org).
  if (process.env.NO_COLOR) process.env.FORCE_COLOR ??= '0';
  // Yeoman is a thousand modules; Node 22 and later keep them compiled, in the system's folder for temporary files.
  (module as { enableCompileCache?: () => void }).enableCompileCache?.();
  // Asked before Yeoman is loaded: while a thousand modules are, nothing else gets a turn in this thread.
  if (door === 'app') await renderAhead(argv);
  if (door === 'browse') (await import('./browse/browse.js')).browseAhead(argv);
  // Both at once, so that the files of one are read while the other is compiled.
  const [{ createEnv }] = await Promise.all([import('yeoman-environment'), import(pathToFileURL(doorPath).href)]);
  const env = createEnv();
  const namespace = `heroku-nix:${door}`;
  env.register(doorPath, { namespace, packagePath: dirname(doors) });
  await env.run([namespace], { argv } as Parameters<typeof env.run>[1]);
}

/**
 * Looks whether the working directory can be used.
 *
 * @throws UserError where it is gone, or has a name that cannot be written down
 */
function checkPlace(): void {
  const place = workingDirectory();
  if (place.includes('\ufffd')) throw notUtf8('The path of the working directory', place);
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw explainSystemError(error, 'find the working directory');
  }
}

/** Yeoman looks at the home directory as it loads. Without one, or with a closed one, it gets a place with nothing in it. */
function settleHome(): void {
  try {
    accessSync(homedir(), constants.R_OK | constants.X_OK);
    if (statSync(homedir()).isDirectory()) return;
  } catch {
    // told by the line below
  }
  process.env.HOME = doors;
}
