/* Loads the apps, in turn. */
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parseRun, summary } from './figures.js';
import { answering, end, placed, start, usage } from './processes.js';

const connections = 20;

/**
 * Seconds of load in each run, and milliseconds of rest after it. Linux stops a process that is ahead of all others for
 * 50 ms in each second that it uses up whole, and p99 would show only that.
 */
export const runFor = 0.8;
const rest = 200;

/** @typedef {import('./processes.js').Server} Server */

/** What Heroku's router adds to each request. */
const routed = {
  'X-Request-ID': '7d5c1f52-5b0e-4b9e-8f0a-0b8a3a7d0c11',
  'X-Forwarded-For': '203.0.113.9',
  'X-Forwarded-Proto': 'https',
};

/**
 * @param {string} generator the program
 * @param {string} url
 * @param {number} [requests] all of them; by default, those of one second
 */
async function load(generator, url, requests) {
  const headers = Object.entries(routed).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const how = [
    '-c',
    String(connections),
    ...(requests ? ['-n', String(requests)] : ['-d', '1s']),
    '-t',
    '10s',
    ...headers,
    '-l',
    '-p',
    'r',
    '-o',
    'json',
  ];
  const [program, ...args] = placed([generator, ...how, url], 'load', true);
  const { stdout } = await promisify(execFile)(program, args, {
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  await sleep(rest);
  return parseRun(stdout);
}

/**
 * @typedef {object} Measured
 * @property {string} app
 * @property {string} route
 * @property {ReturnType<typeof summary>} figures
 * @property {Record<'ours' | 'plain', number>} cpu milliseconds for a thousand requests
 * @property {Record<'ours' | 'plain', number>} memory MB after all of the load
 * @property {readonly import('./figures.js').Round[]} rounds
 */

/**
 * Loads each route of a generated app and of the plain ones, in turn, forward and back (a b c, c b a), so that a drift
 * of the machine's speed affects all alike.
 *
 * @param {string} app its name
 * @param {import('./subjects.js').Subjects} subjects
 * @param {readonly string[]} routes
 * @param {{ generator: string, rounds: number }} how
 * @returns {Promise<Measured[]>}
 */
export async function measured(app, subjects, routes, { generator, rounds }) {
  const names = /** @type {(keyof typeof subjects)[]} */ (Object.keys(subjects));
  /** @type {Map<typeof names[number], Server>} */
  const servers = new Map();
  try {
    for (const name of names) {
      const server = await start(subjects[name]);
      servers.set(name, server);
      await answering(server);
    }
    await fill(/** @type {Server} */ (servers.get('ours')), routes);
    const results = [];
    for (const route of routes) {
      const cpu = { ours: 0, plain: 0, silent: 0 };
      const requests = { ours: 0, plain: 0, silent: 0 };
      /** @type {Partial<typeof requests>} */
      const next = {};
      const all = [];
      // The first rounds warm up: V8 takes its time.
      for (let round = -2; round < rounds; round += 1) {
        /** @type {Partial<import('./figures.js').Round>} */
        const one = {};
        for (const name of round % 2 === 0 ? names : names.toReversed()) {
          const server = /** @type {Server} */ (servers.get(name));
          const before = usage(server).cpu;
          const run = await load(generator, `http://127.0.0.1:${server.port}${route}`, next[name]);
          next[name] = Math.ceil(run.rate * runFor);
          one[name] = run;
          if (round < 0) continue;
          cpu[name] += usage(server).cpu - before;
          requests[name] += run.requests;
        }
        if (round >= 0) all.push(/** @type {import('./figures.js').Round} */ (one));
      }
      const each = (/** @type {'ours' | 'plain'} */ name) => (cpu[name] / requests[name]) * 1_000_000;
      results.push({
        app,
        route,
        figures: summary(all),
        cpu: { ours: each('ours'), plain: each('plain') },
        rounds: all,
      });
    }
    const memory = (/** @type {'ours' | 'plain'} */ name) => usage(/** @type {Server} */ (servers.get(name))).memory;
    const after = { ours: memory('ours'), plain: memory('plain') };
    return results.map((result) => ({ ...result, memory: after }));
  } finally {
    for (const server of servers.values()) await end(server);
  }
}

/**
 * Adds what the routes show: 20 notes, and as many visits.
 *
 * @param {Server} server
 * @param {readonly string[]} routes
 */
async function fill({ port }, routes) {
  for (const route of routes.filter((each) => ['/notes', '/visits'].includes(each))) {
    for (let each = 0; each < 20; each += 1) {
      const body = JSON.stringify({ text: `note ${each}` });
      const headers = { 'content-type': 'application/json' };
      const { ok, status } = await fetch(`http://127.0.0.1:${port}${route}`, { method: 'POST', headers, body });
      if (!ok) throw new Error(`POST ${route} was answered with ${status}`);
    }
  }
}
