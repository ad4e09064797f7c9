/*
 * Rolling restarts under load. A router like Heroku's keeps connections to the app open, and sends 200 requests per
 * second, some at once. It sends them to the new process once that one answers, and then the old one gets SIGTERM. A
 * late router goes on with the old one for two seconds after SIGTERM. Whatever the old one has got, it must answer.
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { counted } from './figures.js';
import { answering, end, signal, start } from './processes.js';

/** @typedef {import('./processes.js').Command} Command */
/** @typedef {import('./processes.js').Server} Server */

const burst = 5;
const pause = 25; // milliseconds between bursts
const lateBy = 2_000; // milliseconds for which a late router still uses the old process
const apart = 2_500; // milliseconds between restarts, at least

/**
 * @typedef {object} Restarted
 * @property {number} requests
 * @property {number} failed
 * @property {Record<string, number>} failures how many, by error code or status
 * @property {number} slowest milliseconds from SIGTERM to the end of the process
 * @property {Record<string, number>} exits how many processes ended with a code
 */

/**
 * @param {Command} command
 * @param {{ restarts: number, late: boolean }} how
 * @returns {Promise<Restarted>}
 */
export async function restarted(command, { restarts, late }) {
  const router = new Router();
  let current = await started(command);
  router.to(current.port);
  /** @type {Promise<{ code: string, took: number }>[]} */
  const endings = [];
  router.open();
  try {
    await sleep(1_000);
    for (let each = 0; each < restarts; each += 1) {
      const next = await Promise.all([started(command), sleep(apart - (late ? lateBy : 0))]).then(([server]) => server);
      const old = current;
      current = next;
      await router.burst;
      if (!late) router.to(next.port);
      endings.push(stopped(old));
      if (late) {
        await sleep(lateBy);
        router.to(next.port);
      }
    }
    const done = await Promise.all(endings);
    await router.close();
    const { requests, failures } = router;
    return {
      requests,
      failed: failures.length,
      failures: counted(failures),
      slowest: Math.max(...done.map(({ took }) => took)),
      exits: counted(done.map(({ code }) => code)),
    };
  } finally {
    await router.close();
    await end(current);
  }
}

/** @param {Command} command */
async function started(command) {
  // At the usual priority: what starts must not hold up what is measured.
  const server = await start(command, { hurry: false });
  await answering(server);
  return server;
}

/**
 * Stops a process as Heroku does.
 *
 * @param {Server} server
 */
async function stopped(server) {
  const begun = performance.now();
  signal(server, 'SIGTERM');
  const timer = setTimeout(() => {
    signal(server, 'SIGKILL');
  }, 30_000);
  const code = await server.exit;
  clearTimeout(timer);
  return {
    code: code === null ? (server.child.signalCode ?? 'unknown') : String(code),
    took: performance.now() - begun,
  };
}

/** @returns {{ promise: Promise<void>, resolve: () => void }} what Node 20 lacks as a function of Promise */
function withResolvers() {
  /** @type {() => void} */
  let resolve = () => undefined;
  /** @type {Promise<void>} */
  const promise = new Promise((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

/** Sends requests to one process at a time, over connections that it keeps. */
class Router {
  requests = 0;
  /** @type {string[]} */
  failures = [];

  #target = { agent: new Agent({ keepAlive: true }), port: 0 };
  /** @type {Set<Promise<void>>} */
  #open = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #sent = withResolvers();

  /**
   * From now on, requests go to another port. Those on their way are left alone.
   *
   * @param {number} port
   */
  to(port) {
    this.#target = { agent: new Agent({ keepAlive: true }), port };
  }

  open() {
    this.#timer = setInterval(() => {
      for (let each = 0; each < burst; each += 1) this.#send(each % 2 === 0 ? '/' : '/healthz');
      setImmediate(() => {
        this.#sent.resolve();
        this.#sent = withResolvers();
      });
    }, pause);
  }

  /** Resolves when requests have just been sent: the worst moment for a signal. */
  get burst() {
    return this.#sent.promise;
  }

  async close() {
    clearInterval(this.#timer);
    await Promise.all(this.#open);
  }

  /** @param {string} path */
  #send(path) {
    this.requests += 1;
    const sent = answer({ ...this.#target, path })
      .catch((/** @type {unknown} */ error) => {
        const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
        return code ?? message;
      })
      .then((problem) => {
        if (problem !== undefined) this.failures.push(problem);
        this.#open.delete(sent);
      });
    this.#open.add(sent);
  }
}

/**
 * @param {{ agent: Agent, port: number, path: string }} where
 * @returns {Promise<string | undefined>} what is wrong with the answer
 */
function answer({ agent, port, path }) {
  return new Promise((resolve, reject) => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
    const signal = AbortSignal.timeout(20_000);
    const asked = request({ host: '127.0.0.1', port, path, agent, headers, signal }, (response) => {
      response.once('error', reject).once('end', () => {
        resolve(response.statusCode === 200 ? undefined : `status ${response.statusCode ?? 0}`);
      });
      response.resume();
    });
    asked.once('error', reject).end();
  });
}
