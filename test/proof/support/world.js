/*
 * The look-alike world, seen from JavaScript. Its sources are in test/proof/world (shell) and test/proof/nixpkgs (Nix);
 * everything it makes is kept in one folder outside the clone.
 */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The folder with the Debian root, the cache, the images and the logs. */
export const folder =
  process.env.HEROKU_NIX_PROOF ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'generator-heroku-nix/proof');

/** Where copies of repositories are, seen from outside the Debian root. */
export const copies = join(folder, 'root/w/proof');

const scripts = join(import.meta.dirname, '../world');
const env = { ...process.env, HEROKU_NIX_PROOF: folder };

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

/** A failed step. The message has the reason and the path of the full output. */
export class StepFailed extends Error {
  /** @param {string} reason @param {string} log */
  constructor(reason, log) {
    super(`${reason}\nall of it: ${log}`);
    this.log = log;
  }
}

/**
 * Where something is tested.
 *
 * @typedef {object} Place
 * @property {string} hash the look-alike's, which lock files have to name
 * @property {number} lane different for everything that runs in parallel, with its own images and port: no layer of
 *   one lane is mistaken for another's
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs one of the world's scripts to its end, in its own namespaces: whatever ends it, or us, ends everything it
 * started.
 *
 * @param {string} name
 * @param {readonly string[]} args
 * @param {{ log: string, minutes?: number, lane?: number }} options log: path below the folder's log/, without
 *   suffix; lane: whose images and port to use
 * @returns {Promise<string>} what it printed
 * @throws {StepFailed}
 */
export async function script(name, args, { log, minutes = 10, lane = 0 }) {
  const path = join(folder, 'log', `${log}.log`);
  mkdirSync(dirname(path), { recursive: true });
  const output = openSync(path, 'w');
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', join(scripts, name), ...args], {
    stdio: ['ignore', output, output],
    detached: true, // Ctrl-C goes to us, and we end it
    env: { ...env, HEROKU_NIX_PROOF_LANE: String(lane) },
  });
  running.add(child);
  const killed = new AbortController();
  const timer = setTimeout(() => {
    killed.abort();
    child.kill('SIGKILL');
  }, minutes * 60_000);
  /** @type {number | null} */
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  clearTimeout(timer);
  closeSync(output);
  running.delete(child);
  const text = readFileSync(path, 'utf8');
  if (status === 0) return text;
  throw new StepFailed(killed.signal.aborted ? `still running after ${minutes} minutes` : reasonIn(text), path);
}

/** @param {string} text */
function reasonIn(text) {
  const fault = linesOf(text, 'FAULT');
  const end = text.replace(/^(NOTE|FAULT|BUILT|COPIED|ROW) .*\n/gm, '').trimEnd();
  const context = end.split('\n').slice(-15);
  return [...fault, ...context.map((line) => `| ${line}`)].join('\n');
}

/**
 * What a script has marked for the reader.
 *
 * @param {string} text
 * @param {'NOTE' | 'FAULT' | 'BUILT' | 'COPIED' | 'OUTPUT' | 'ROW'} mark
 */
export const linesOf = (text, mark) =>
  [...text.matchAll(new RegExp(`^${mark} (.*)$`, 'gm'))].map(([, line = '']) => line);

/** Ends what is running and removes what it had started. */
export function end() {
  for (const child of running) child.kill('SIGKILL');
  spawnSync(join(scripts, 'clean'), [], { env, timeout: 60_000 });
  rmSync(join(folder, 'pid'), { force: true });
}

/** Ends what is running when a signal tells us to end, and exits. */
export function endOnSignals() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      console.error(`\nended by ${signal}; logs: ${folder}/log`);
      end();
      process.exit(130);
    });
  }
}

/** Removes the images and copies of this run. */
export const removeAll = () => script('clean', ['--all'], { log: 'clean' });

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
 * @param {string[]} [wheels] a Nix file of further Python packages
 * @returns {Promise<string>} the look-alike's hash, which lock files have to name
 */
export async function prepare(say, wheels = []) {
  await prepareRoot(say);
  return lastLine(await script('cache', wheels, { log: 'cache', minutes: 20 }));
}

/** @param {string} text */
export const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';

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
  spawnSync(join(scripts, 'clean'), [], { env });
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
