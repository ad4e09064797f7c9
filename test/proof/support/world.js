/*
 * The look-alike world, seen from JavaScript. Its sources are in test/proof/world (shell) and test/proof/nixpkgs (Nix);
 * everything it makes is kept in one folder outside the clone.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
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

/** Removes the images and copies of this run, and what was built of them. */
export const removeAll = () => script('clean', ['--all'], { log: 'clean', minutes: 30 });

/**
 * Removes the images of a case that is done: all of them together take more room than a machine may have.
 *
 * @param {string} id
 * @param {number} lane
 */
export const forget = (id, lane) => script('forget', [id], { log: `${id}/forget`, lane });

/** @param {string} text */
export const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';
