/* Starts servers and ends them, by their own process IDs. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpusIn, sharedOut, ticksIn } from './figures.js';

/**
 * @typedef {object} Command
 * @property {readonly string[]} words
 * @property {string} cwd
 * @property {Readonly<Record<string, string>>} env
 */

/**
 * @typedef {object} Server
 * @property {import('node:child_process').ChildProcess} child
 * @property {number} pid also of its process group
 * @property {number} port
 * @property {Promise<number | null>} exit
 * @property {() => string} errors the end of what it wrote to stderr
 */

const linux = process.platform === 'linux';

/** @param {string} name */
export const has = (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

/**
 * The CPU of the apps, and the CPU of everything else: so an app competes with no one, like on a dyno, and the load
 * generator and the databases are on another machine, as it were.
 */
const [first, second] = linux
  ? cpusIn(/^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '')
  : [];
const canPin = first !== undefined && second !== undefined && has('taskset');
// The others on this machine then wait for us, and we for none of them.
const canHurry =
  linux && process.getuid?.() === 0 && has('chrt') && spawnSync('chrt', ['-r', '1', 'true']).status === 0;
// However we end, so does what we have started.
const canEndWithUs = linux && has('setpriv');

/** What was done to keep the rest of the machine out of the figures. */
export const quiet = [
  canPin ? 'the app has one CPU, everything else another one' : 'not bound to CPUs',
  canHurry ? 'ahead of other processes' : 'at the usual priority',
].join('; ');

/**
 * @param {readonly string[]} words
 * @param {'app' | 'rest' | 'load'} place the load generator is next to the rest, which goes first: an app must not wait
 *   because nothing reads its log, or because its database does not get its turn
 * @param {boolean} hurry
 * @returns {[string, ...string[]]}
 */
export const placed = (words, place, hurry) => {
  const urgency = place === 'rest' ? 2 : 1;
  const all = [
    ...(canPin ? ['taskset', '-c', String(place === 'app' ? first : second)] : []),
    ...(hurry && canHurry ? ['chrt', '-r', String(urgency)] : []),
    ...(canEndWithUs ? ['setpriv', '--pdeathsig', 'KILL'] : []),
    ...words,
  ];
  return /** @type {[string, ...string[]]} */ (all);
};

/** @type {Set<Server>} */
const running = new Set();

/**
 * Starts a server on a free port of 127.0.0.1. On a dyno, stdout is a pipe that is read all the time; so it is here.
 *
 * @param {Command} command gets $PORT
 * @param {{ place?: 'app' | 'rest', hurry?: boolean, port?: number }} [how]
 * @returns {Promise<Server>}
 */
export async function start({ words, cwd, env }, { place = 'app', hurry = true, port: given } = {}) {
  const port = given ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), 'heroku-nix-log-'));
  const pipe = join(folder, 'stdout');
  execFileSync('mkfifo', [pipe]);
  const [reader, ...rest] = placed(['cat', pipe], 'rest', hurry);
  spawn(reader, rest, { stdio: ['ignore', 'ignore', 'inherit'] }); // ends with the last writer
  const stdout = openSync(pipe, 'w');
  rmSync(folder, { recursive: true });
  const [program, ...args] = placed(words, place, hurry);
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', stdout, 'pipe'],
    detached: true, // a process group of its own, which gets signals as a whole, like on a dyno
  });
  closeSync(stdout);
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    errors = (errors + text).slice(-2000);
  });
  /** @type {Promise<number | null>} */
  const exit = new Promise((resolve) => {
    child.once('exit', (code) => {
      running.delete(server);
      resolve(code);
    });
  });
  /** @type {Server} */
  const server = { child, pid: child.pid ?? NaN, port, exit, errors: () => errors };
  running.add(server);
  return server;
}

/** @returns {Promise<number>} a port of 127.0.0.1 that nothing listens on */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Waits until an app answers.
 *
 * @param {Server} server
 * @param {string} path
 */
export async function answering(server, path = '/healthz') {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    if (server.child.exitCode !== null) break;
    try {
      const { ok } = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { connection: 'close' } });
      if (ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(20);
  }
  throw new Error(`${server.child.spawnargs.join(' ')} does not answer\n${server.errors()}`);
}

/**
 * Signals all processes of a server, as Heroku does.
 *
 * @param {Server} server
 * @param {NodeJS.Signals} name
 */
export function signal({ child, pid }, name) {
  if (child.exitCode !== null || child.signalCode !== null || !(pid > 1)) return;
  process.kill(-pid, name);
}

/** @param {Server} server */
export async function end(server) {
  signal(server, 'SIGKILL');
  await server.exit;
}

export const endAll = () => {
  for (const server of running) signal(server, 'SIGKILL');
};

/**
 * What a server uses. Linux only: elsewhere, nothing is known.
 *
 * @param {Server} server
 * @returns {{ cpu: number, memory: number }} seconds; MB, with shared pages counted once
 */
export function usage({ pid }) {
  if (!linux) return { cpu: NaN, memory: NaN };
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ name, stat: readIfThere(`/proc/${name}/stat`) }))
    .filter(({ stat }) => stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] === String(pid));
  const ticks = all.reduce((sum, { stat }) => sum + ticksIn(stat), 0);
  const kilobytes = all.reduce((sum, { name }) => sum + sharedOut(readIfThere(`/proc/${name}/smaps_rollup`)), 0);
  return { cpu: ticks / 100, memory: kilobytes / 1000 };
}

/** @param {string} path a process may have ended meanwhile */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
