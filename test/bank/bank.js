/*
 * npm run bank -- FOLDER: what `onboard` finds out about each repository below the folder, and its verdict. With --build
 * each one is then built and booted, and the verdict held against what comes of it. See README.md.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hindrance, prepareCache, prepareRoot } from '../proof/support/prepare.js';
import { end, endOnSignals, folder as world, forget, lastLine, script } from '../proof/support/world.js';
import { judge } from './judge.js';
import { factsOf, look, startUp } from './look.js';
import { arrange } from './arrange.js';
import { outcomeOf } from './outcome.js';
import { wheelsFor } from './wheels.js';

const usage = 'npm run bank -- FOLDER [--only NAME,NAME…] [--json] [--build [--python PREFIX] [--by-hand FOLDER]]';

function parsed() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        build: { type: 'boolean', default: false },
        'by-hand': { type: 'string' },
        json: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        python: { type: 'string' },
      },
    });
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) throw new Error('Name one folder of repositories.');
    return { ...values, folder: resolve(folder) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return process.exit(2);
  }
}

const { folder, json, only, build, python, 'by-hand': byHand } = parsed();
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && only.split(',').some((each) => entry.name.includes(each)))
  .map(({ name }) => name)
  .sort();
const why =
  names.length === 0 ? `There is no repository of that name below ${folder}.` : build ? hindrance() : undefined;
if (why !== undefined) {
  console.error(`${why}\n${usage}`);
  process.exit(1);
}

/** For people, as it happens. @param {string} line */
const say = (line) => {
  if (!json) console.log(line);
};

const start = startUp();
const looks = names.map((name) => {
  const one = look(join(folder, name), name);
  say(`${one.verdict.padEnd(12)} ${name}   ${(one.seconds - start).toFixed(2)} s`);
  say(`             ${factsOf(one.told)}`);
  if (one.told.error) say(`           ! ${one.told.error.headline}`);
  for (const { stage, headline, state } of one.blockers)
    say(`           - ${stage}: ${headline}${state.is === 'missing' && state.fix ? ` => ${state.fix}` : ''}`);
  for (const { stage, headline } of one.checks) say(`           ? ${stage}: ${headline}`);
  return one;
});
const verdicts = ['ready', 'after-steps', 'not-yet', 'none'];
say(`\n${verdicts.map((each) => `${looks.filter(({ verdict }) => verdict === each).length} ${each}`).join(', ')}`);
const longest = Math.max(...looks.map(({ seconds }) => seconds - start));
say(`The slowest verdict took ${longest.toFixed(2)} s after the program's own start.\n`);

/** What the look-alike has to know of further packages. */
const further = join(world, 'further');

/** @type {{ name: string, verdict: string, judged: string, outcome: import('./outcome.js').Outcome }[]} */
const outcomes = [];

/** Builds and boots all: two at a time, since much of it is waiting. */
async function buildAll() {
  endOnSignals();
  try {
    await prepareRoot(say);
    const todo = looks.map((one) => ({ ...one, arranged: arrange(join(folder, one.name), one.name, byHand) }));
    rmSync(further, { recursive: true, force: true });
    mkdirSync(further, { recursive: true });
    const folders = todo.map(({ arranged }) => arranged.folder);
    wheelsFor(folders, join(further, 'wheels.nix'), say);
    if (python !== undefined)
      writeFileSync(
        join(further, 'installed.nix'),
        lastLine(await script('python', [python], { log: 'python', minutes: 5 })),
      );
    const hash = await prepareCache([further]);
    await Promise.all(
      [0, 1].map(async (lane) => {
        for (let one = todo.shift(); one; one = todo.shift()) {
          const { name, verdict, arranged } = one;
          const outcome = await outcomeOf(arranged, { hash, lane });
          await forget(arranged.id, lane);
          const judged = judge(verdict, outcome);
          outcomes.push({ name, verdict, judged, outcome });
          say(`${judged.padEnd(8)} ${name}   ${verdict}, ${outcome.is} (${outcome.at})`);
          for (const each of outcome.taken) say(`         + ${each}`);
          for (const each of outcome.failed) say(`         ! ${each}`);
          for (const each of outcome.left) say(`         - ${each}`);
          for (const each of outcome.unsure) say(`         ? ${each}`);
          say(outcome.why.replace(/^/gm, '           '));
        }
      }),
    );
  } finally {
    end();
  }
}

if (build) {
  await buildAll();
  outcomes.sort((one, other) => one.name.localeCompare(other.name));
  say('\n| Repository | Verdict | Outcome | Steps taken | Left | Verdict and outcome |\n| - | - | - | - | - | - |');
  for (const { name, verdict, judged, outcome } of outcomes) {
    const { is, at, taken, left } = outcome;
    say(
      `| ${name} | ${verdict} | ${is === 'works' ? is : `${is}: ${at}`} | ${taken.length} | ${left.length} | ${judged} |`,
    );
  }
  /** @param {string} what @param {(one: typeof outcomes[number]) => boolean} holds @param {typeof outcomes} [of] */
  const share = (what, holds, of = outcomes) => {
    say(`${what}: ${of.filter(holds).length} of ${of.length}`);
  };
  const known = outcomes.filter(({ judged }) => judged !== 'unknown');
  share('\nThe verdict agrees with the outcome', ({ judged }) => judged === 'agrees', known);
  share('Ready, but it does not work', ({ verdict, outcome }) => verdict === 'ready' && outcome.is !== 'works', known);
  share('Works after the printed steps', ({ outcome }) => outcome.is === 'works', known);
  share('A blocker is left, but / answers', ({ judged }) => judged === 'doubtful');
  share('Not in this world', ({ judged }) => judged === 'unknown');
}
if (json) console.log(JSON.stringify(build ? outcomes : looks, null, 2));
if (outcomes.some(({ judged }) => judged === 'wrong')) process.exitCode = 1;
