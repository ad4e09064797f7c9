/*
 * npm run proof: builds what the templates write with real Nix, makes images of it, and boots them as dynos, on a machine
 * that reaches Debian's packages and npm's registry only. See README.md.
 */
import { parseArgs } from 'node:util';
import { mutations } from './mutations.js';
import { hostileNames, stepsForNames } from './names.js';
import { cases, catalog, unprovable, write } from './support/cases.js';
import { faultOf, mutated } from './support/mutated.js';
import { stepsOf } from './support/steps.js';
import { end, folder, hindrance, prepare, removeAll } from './support/world.js';

const usage = 'npm run proof -- [--template NAME] [--base NAME] [--only STEP,STEP…] [--keep] [--mutations | --names]';

function given() {
  try {
    return parseArgs({
      options: {
        template: { type: 'string' },
        base: { type: 'string' },
        only: { type: 'string' },
        keep: { type: 'boolean', default: false },
        mutations: { type: 'boolean', default: false },
        names: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return process.exit(2);
  }
}

const flags = given();
const only = flags.only?.split(',') ?? (flags.names ? stepsForNames : undefined);

const count = { passed: 0, failed: 0 };

/**
 * @param {string} sign
 * @param {number} start
 * @param {string} text
 */
const report = (sign, start, text) => {
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${sign.padEnd(6)}${seconds.padStart(6)} s  ${text}`);
};

/** @param {string} text */
const indented = (text) => text.replace(/^/gm, '                ');

/**
 * Runs the steps of one repository, one after another.
 *
 * @param {import('./support/cases.js').Case} one
 * @param {string} hash
 */
async function prove(one, hash) {
  console.log(`\n${one.id} on ${one.bases.map(({ id }) => id).join(', ')}`);
  const files = await write(one);
  const failed = new Set();
  for (const { name, needs = [], run } of stepsOf(one, files, { hash })) {
    const wanted = only === undefined || name === 'lock' || only.some((each) => name.startsWith(each));
    const lacking = needs.find((need) => failed.has(need));
    if (!wanted) continue;
    if (lacking !== undefined) {
      console.log(`skip             ${name}, since this failed: ${lacking}`);
      failed.add(name);
      continue;
    }
    const start = performance.now();
    try {
      const notes = await run();
      count.passed += 1;
      report('ok', start, name);
      for (const note of notes) console.log(indented(note));
    } catch (error) {
      count.failed += 1;
      failed.add(name);
      report('FAIL', start, name);
      console.log(indented(error instanceof Error ? error.message : String(error)));
    }
  }
}

/**
 * Makes deliberate faults, one after another, and sees whether the proof finds them.
 *
 * @param {import('./support/cases.js').Case} one
 * @param {string} hash
 */
async function proveProof(one, hash) {
  console.log(`\nfaults made in ${one.id}, on ${one.bases.map(({ id }) => id).join(', ')}`);
  for (const mutation of mutations.filter(
    ({ fault }) => only === undefined || only.some((each) => fault.includes(each)),
  )) {
    const start = performance.now();
    try {
      const found = await faultOf(mutation, mutated(one), hash);
      count.passed += 1;
      report('found', start, `${mutation.fault}: ${found}`);
    } catch (error) {
      count.failed += 1;
      report('MISSED', start, mutation.fault);
      console.log(indented(error instanceof Error ? error.message : String(error)));
    }
  }
}

const why = hindrance();
if (why !== undefined) {
  console.error(why);
  process.exit(1);
}
const first = catalog.bases[0]?.id;
const chosen = flags.mutations
  ? cases({ template: 'go', base: first })
  : flags.names
    ? hostileNames
        .flatMap((name) =>
          catalog.templates.flatMap(({ id }) => cases({ template: id, base: first, name }).slice(0, 1)),
        )
        .filter(({ answers }) => flags.template === undefined || answers.template === flags.template)
    : cases(flags);
if (chosen.length === 0 || chosen[0]?.bases.length === 0) {
  const base = catalog.bases.find(({ id }) => id === flags.base);
  const reason = base && unprovable(base);
  console.error(`There is nothing to prove: ${reason ?? 'no template or base of that name'}.\n${usage}`);
  process.exit(1);
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    console.error(`\nended by ${signal}; logs: ${folder}/log`);
    end();
    process.exit(130);
  });
}

const begun = performance.now();
try {
  const hash = await prepare((line) => {
    console.log(line);
  });
  report('ready', begun, folder);
  for (const base of catalog.bases) {
    const reason = unprovable(base);
    if (reason !== undefined) console.log(`skip             base ${base.id}: ${reason}`);
  }
  for (const one of chosen) await (flags.mutations ? proveProof : prove)(one, hash);
  if (!flags.keep) await removeAll();
} catch (error) {
  count.failed += 1;
  console.error(error instanceof Error ? error.message : error);
} finally {
  end();
}
console.log('');
report('', begun, `logs: ${folder}/log`);
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : 0;
