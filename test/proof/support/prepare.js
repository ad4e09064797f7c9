/* What the look-alike world needs of the machine, and how its parts are built. */
import { spawnSync } from 'node:child_process';
import { accessSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { copies, folder, lastLine, removeAll, script } from './world.js';

/** Programs of the machine that the world needs, and their Debian packages. */
const programs = {
  debootstrap: 'debootstrap',
  buildah: 'buildah',
  jq: 'jq',
  python3: 'python3',
  git: 'git',
  curl: 'curl',
  openssl: 'openssl',
  setpriv: 'util-linux',
  pgrep: 'procps',
};

/** What a run writes at most besides the Debian root and what is in the caches, in bytes: measured, and a third more. */
const room = 12e9;

/** Why the proof can't run here, or undefined. */
export function hindrance() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'The proof runs on Linux on x64 only.';
  if (process.getuid?.() !== 0)
    return 'The proof needs root: it makes file systems, mounts them, and runs as other users.';
  if (missing().length > 0 && !has('apt-get')) {
    return `The proof needs ${missing().join(', ')}. It would install them with apt-get, which is not here.`;
  }
  const other = pidOf(join(folder, 'pid'));
  return other === undefined ? undefined : `Another proof (process ${other}) is using ${folder}.`;
}

/**
 * Builds the parts of the world that are missing.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the look-alike's hash, which lock files have to name
 */
export async function prepare(say) {
  await prepareRoot(say);
  return prepareCache();
}

/**
 * The second half of `prepare`.
 *
 * @param {string[]} [further] a folder of Nix files about further Python packages
 */
export const prepareCache = async (further = []) =>
  lastLine(await script('cache', further, { log: 'cache', minutes: 20 }));

/** @param {(line: string) => void} say */
export async function prepareRoot(say) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pid'), String(process.pid));
  const packages = missing();
  if (packages.length > 0) {
    say(`will install with apt-get: ${packages.join(' ')}`);
    apt('update', '-q');
    apt('install', '-yq', '--no-install-recommends', ...packages);
  }
  // There are copies only if the last run kept them, or was ended.
  await (existsSync(copies) ? removeAll() : script('clean', [], { log: 'clean' }));
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < room) {
    const [free, wanted] = [bavail * bsize, room].map((bytes) => `${(bytes / 1e9).toFixed(1)} GB`);
    throw new Error(`${folder} has ${free} of free space, and a run may need ${wanted}.`);
  }
  if (!existsSync(join(folder, 'root/etc/proof-root'))) {
    say(`will make a Debian root with Nix and the tool chains in ${folder} (7 GB with its packages, a few minutes)`);
  }
  await script('root', [], { log: 'root', minutes: 20 });
}

const missing = () => [...new Set(Object.entries(programs).flatMap(([name, held]) => (has(name) ? [] : [held])))];

/** @param {string} name */
const has = (name) =>
  (process.env.PATH ?? '').split(':').some((place) => {
    try {
      accessSync(join(place, name));
      return true;
    } catch {
      return false;
    }
  });

/** @param {string[]} args */
function apt(...args) {
  const own = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: own });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed`);
}

/** @param {string} path */
function pidOf(path) {
  const pid = existsSync(path) ? Number(readFileSync(path, 'utf8')) : NaN;
  return pid > 0 && existsSync(`/proc/${pid}`) ? pid : undefined;
}
