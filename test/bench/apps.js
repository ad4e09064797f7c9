/*
 * npm run bench:apps: loads each generated app and a plain one of the same framework, in turn, and restarts each under
 * load. Nothing leaves this machine. Options after `--`:
 *
 *   --template <name>   only this one
 *   --rounds <number>   of load for each route; 0 leaves the load out
 *   --restarts <number> of each app under load; 0 leaves them out
 *   --json              everything that was measured, also of each round
 *
 * The plain app logs one line per request, as ours does: an app without any log can't be run for long. What the log
 * costs shows in "of silent": our rate as a ratio to that of the same plain app without a log. On a busy machine, look at
 * the CPU time for a request: it changes least.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { columns, goals, perTenThousand } from './apps/figures.js';
import { measured, runFor } from './apps/load.js';
import { endAll, quiet } from './apps/processes.js';
import { restarted } from './apps/restarts.js';
import { services } from './apps/services.js';
import { generated, templates } from './apps/subjects.js';
import { tools } from './apps/tools.js';

const { values } = parseArgs({
  options: {
    template: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '6' },
    restarts: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});
const [rounds = NaN, restarts = NaN] = [values.rounds, values.restarts].map(Number);
const chosen = templates.filter((each) => values.template === undefined || values.template.includes(each));
if (![rounds, restarts].every((each) => each >= 0) || chosen.length === 0) {
  console.error(`Numbers are 0 or more; the templates are ${templates.join(', ')}.`);
  process.exit(2);
}

/** Restarts of the plain apps show that the router notices a reset; a few are enough for that. */
const plainRestarts = Math.min(restarts, 5);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    endAll();
    rmSync(work, { recursive: true, force: true });
    process.exit(130);
  });
}
const say = (/** @type {string} */ line) => {
  if (!values.json) console.log(line);
};

const work = mkdtempSync(join(tmpdir(), 'heroku-nix-apps-'));
try {
  const { load, ...programs } = tools(say);
  const present = chosen.filter((each) => programs[each] !== undefined);
  for (const each of chosen) if (!present.includes(each)) say(`left out, since nothing here runs it: ${each}`);
  const databases = await services(work, templates);
  if (!databases) say('left out, since PostgreSQL or Redis is not here: the add-ons');

  /** @type {Partial<Record<typeof templates[number], import('./apps/subjects.js').Subjects>>} */
  const plain = {};
  const loaded = [];
  for (const template of present) {
    const program = programs[template] ?? '';
    const how = { generator: load, rounds };
    const subjects = generated(template, program, {}, join(work, template));
    plain[template] = subjects;
    if (rounds === 0) continue;
    loaded.push(...(await measured(template, subjects, ['/', '/healthz'], how)));
    if (!databases) continue;
    const more = generated(template, program, databases(template), join(work, `${template}-addons`));
    loaded.push(...(await measured(`${template}, add-ons`, more, ['/notes', '/visits'], how)));
  }

  const stopped = [];
  if (restarts > 0) {
    for (const who of /** @type {const} */ (['ours', 'plain'])) {
      for (const late of [false, true]) {
        const count = who === 'ours' ? restarts : plainRestarts;
        const each = present.map(async (template) => {
          const { [who]: command } = /** @type {import('./apps/subjects.js').Subjects} */ (plain[template]);
          return { template, who, late, restarts: count, ...(await restarted(command, { restarts: count, late })) };
        });
        stopped.push(...(await Promise.all(each)));
      }
    }
  }

  if (values.json) console.log(JSON.stringify({ quiet, goals, loaded, stopped }, null, 2));
  else print(loaded, stopped);
} finally {
  endAll();
  rmSync(work, { recursive: true, force: true });
}

/**
 * @param {readonly import('./apps/load.js').Measured[]} loaded
 * @param {readonly (import('./apps/restarts.js').Restarted & { template: string, who: string, late: boolean, restarts: number })[]} stopped
 */
function print(loaded, stopped) {
  const ratio = (/** @type {number} */ value) => `${value.toFixed(2)}×`;
  if (loaded.length > 0) {
    const titles =
      'app|route|req/s ours|plain|ratio|p99 ours|plain|ratio|of silent|CPU ours|plain|ratio|RSS ours|plain|goal met'.split(
        '|',
      );
    const rows = loaded.map(({ app, route, figures: { rate, p99, silent, met }, cpu, memory }) => [
      app,
      route,
      rate.ours.toFixed(0),
      rate.plain.toFixed(0),
      ratio(rate.ratio),
      `${p99.ours.toFixed(1)} ms`,
      `${p99.plain.toFixed(1)} ms`,
      ratio(p99.ratio),
      ratio(silent.ratio),
      `${cpu.ours.toFixed(0)} µs`,
      `${cpu.plain.toFixed(0)} µs`,
      ratio(cpu.ours / cpu.plain),
      `${memory.ours.toFixed(0)} MB`,
      `${memory.plain.toFixed(0)} MB`,
      met ? 'yes' : 'no',
    ]);
    console.log(`\n${rounds} rounds of ${runFor} s, 20 connections; ${quiet}; medians of the ratios in each round`);
    console.log(`goals: rate at least ${ratio(goals.rate)}, p99 at most ${ratio(goals.p99)} of the plain app\n`);
    console.log(columns([titles, ...rows], 2));
  }
  if (stopped.length > 0) {
    const titles = 'app||router|restarts|requests|failed|of 10,000|last exit|exit codes|failures'.split('|');
    const told = (/** @type {Record<string, number>} */ counts) =>
      Object.entries(counts)
        .map(([name, count]) => `${count}× ${name}`)
        .join(', ');
    const rows = stopped.map(({ template, who, late, restarts: count, requests, failed, slowest, exits, failures }) => [
      template,
      who,
      late ? 'goes on for 2 s' : 'turns at once',
      String(count),
      String(requests),
      String(failed),
      perTenThousand(failed, requests).toFixed(1),
      `${(slowest / 1000).toFixed(1)} s`,
      told(exits),
      told(failures),
    ]);
    console.log('\nrolling restarts at 200 requests per second; goal: none of ours fails\n');
    console.log(columns([titles, ...rows], 3));
  }
}
