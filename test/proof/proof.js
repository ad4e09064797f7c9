/*
 * npm run proof: builds what the templates write with real Nix, makes images of it, and boots them as dynos, on a
 * machine that reaches only Debian's packages and npm's registry. See README.md.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { faults } from './addons.js';
import { mutations } from './mutations.js';
import { hostileNames, stepsForNames } from './names.js';
import { provable, proveOnboarded } from './onboard.js';
import { attachedStepsOf, casesWithAddons } from './support/attached.js';
import { packageQuestions } from './packages.js';
import { prepareReal, questions } from './real.js';
import { cases, catalog, write } from './support/cases.js';
import { faultOf, mutated } from './support/mutated.js';
import { table } from './support/queue.js';
import { report, seen } from './support/report.js';
import { stepsOf } from './support/steps.js';
import { hindrance, prepare } from './support/prepare.js';
import { end, endOnSignals, folder, forget, removeAll } from './support/world.js';

/** @typedef {import('./support/cases.js').Case} Case */
/** @typedef {import('./support/world.js').Place} Place */

const usage =
  'npm run proof -- [--template NAME] [--base NAME] [--only STEP,STEP…] [--keep] [--mutations | --names | --onboard | --addons | --nixpkgs FOLDER [--write]]';

function parsed() {
  try {
    return parseArgs({
      options: {
        template: { type: 'string' },
        base: { type: 'string' },
        only: { type: 'string' },
        keep: { type: 'boolean', default: false },
        mutations: { type: 'boolean', default: false },
        names: { type: 'boolean', default: false },
        onboard: { type: 'boolean', default: false },
        addons: { type: 'boolean', default: false },
        nixpkgs: { type: 'string' },
        write: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return process.exit(2);
  }
}

const flags = parsed();
const given = flags.nixpkgs === undefined ? undefined : resolve(flags.nixpkgs);
const only = flags.only?.split(',');
const first = catalog.bases[0]?.id;

/**
 * Runs the steps of one repository, one after another.
 *
 * @param {Case} one
 * @param {Place} place
 * @param {readonly string[] | undefined} wanted prefixes of the names of the wanted steps
 * @param {(one: Case, files: import('../../generators/core/model/pipeline.js').FileSet, place: Place) => import('./support/steps.js').Step[]} steps
 */
async function prove(one, place, wanted, steps = stepsOf) {
  const files = await write(one);
  const failed = new Set();
  for (const { name, needs = [], run } of steps(one, files, place)) {
    if (wanted !== undefined && name !== 'lock' && !wanted.some((each) => name.startsWith(each))) continue;
    const lacking = needs.find((need) => failed.has(need));
    if (lacking !== undefined) {
      failed.add(name);
      report('skip', `${one.id}: ${name}, since this failed: ${lacking}`);
      continue;
    }
    const start = performance.now();
    try {
      report('ok', `${one.id}: ${name}`, start, await run());
    } catch (error) {
      failed.add(name);
      report('FAIL', `${one.id}: ${name}`, start, [error]);
    }
  }
  if (!flags.keep) await forget(one.id, place.lane);
}

/**
 * Makes a deliberate fault and checks whether the proof finds it.
 *
 * @param {import('./mutations.js').Mutation} mutation
 * @param {Place} place
 */
async function proveProof(mutation, place) {
  const { template = 'go', base = first, addons = [] } = mutation;
  for (const one of cases({ template, base, addons }).slice(0, 1)) {
    const title = `${one.id}, fault: ${mutation.fault}`;
    const start = performance.now();
    try {
      report('found', title, start, [await faultOf(mutation, mutated(one), place)]);
    } catch (error) {
      report('MISSED', title, start, [error]);
    }
  }
}

/** How much runs in parallel: much of it is waiting, so it takes four to keep two cores busy. */
const lanes = [0, 1, 2, 3];

/**
 * What is to be done: a free lane takes the next item. The longest items come first, so that the lanes end together.
 *
 * @returns {((place: Place) => Promise<void>)[]}
 */
function works() {
  const { template, base, only: steps } = flags;
  const onboarded = provable
    .filter((name) => name.startsWith(template ?? ''))
    .map((name) => async (/** @type {Place} */ place) => {
      const id = await proveOnboarded(name, place, steps?.split(','));
      if (!flags.keep) await forget(id, place.lane);
    });
  const attached = casesWithAddons(template).map(
    (one) => (/** @type {Place} */ place) => prove(one, place, only, attachedStepsOf),
  );
  if (flags.onboard) return onboarded;
  if (flags.addons) return attached;
  const whole = [template, base, steps].every((each) => each === undefined) && !flags.mutations && !flags.names;
  /** @param {Case} one @param {readonly string[] | undefined} wanted @returns {(place: Place) => Promise<void>} */
  const proving = (one, wanted) => (place) => prove(one, place, wanted);

  const repositories = flags.mutations || flags.names ? [] : cases({ template, base });
  const faulty = (whole || flags.mutations ? [...mutations, ...faults] : []).filter(
    ({ fault }) => only === undefined || only.some((each) => fault.includes(each)),
  );
  const named = whole || flags.names ? hostileNames : [];
  const chosen = catalog.templates.filter(({ id }) => flags.template === undefined || id === flags.template);
  return [
    // All faults are made in one copy, and all builds but the first reuse layers of the one before.
    ...(faulty.length === 0
      ? []
      : [
          async (/** @type {Place} */ place) => {
            for (const mutation of faulty) await proveProof(mutation, place);
          },
        ]),
    ...repositories.map((one) => proving(one, only)),
    ...(whole ? [...attached, ...onboarded] : []),
    ...named
      .flatMap((name) => chosen.flatMap(({ id }) => cases({ template: id, base: first, name }).slice(0, 1)))
      .map((one) => proving(one, only ?? stepsForNames)),
  ];
}

const why =
  hindrance() ??
  (given !== undefined && !existsSync(join(given, 'flake.nix')) ? `${given} has no flake.nix.` : undefined);
if (why !== undefined) {
  console.error(why);
  process.exit(1);
}
const todo =
  given === undefined
    ? works()
    : flags.write
      ? packageQuestions(flags.template, given, true)
      : await questions(flags.template, given);
if (todo.length === 0) {
  console.error(`There is nothing to prove: no template or base of that name.\n${usage}`);
  process.exit(1);
}
endOnSignals();

const begun = performance.now();
try {
  /** @param {string} line */
  const say = (line) => {
    console.log(line);
  };
  const { hash, nixpkgs } =
    given === undefined ? { hash: await prepare(say), nixpkgs: '' } : await prepareReal(say, given);
  report('ready', folder, begun);
  await Promise.all(
    lanes.map(async (lane) => {
      for (let work = todo.shift(); work; work = todo.shift()) await work({ hash, nixpkgs, lane });
    }),
  );
  if (!flags.keep) await removeAll();
} catch (error) {
  report('FAIL', 'the world', begun, [error]);
} finally {
  end();
}
report('', `logs: ${folder}/log`, begun);
for (const line of table()) console.log(line);
const { passed, failed } = seen();
console.log(`${passed} passed, ${failed} failed`);
// Where the world has failed, other lanes would go on.
process.exit(failed > 0 || passed === 0 ? 1 : 0);
