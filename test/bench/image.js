/*
 * npm run bench:image [template] [base]: compares the templates' images with those of the recipe they descend from: the
 * same apps on the same base, in the proof's look-alike world, in one run, by Docker's classic builder. The world's
 * cache is on loopback, where downloading something again costs next to nothing. So rebuilds are timed with that cache
 * as it is, and as slow as a network.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { cases, catalog, lock, write } from '../proof/support/cases.js';
import { beginning } from '../proof/support/copy.js';
import { fullName } from '../proof/support/steps.js';
import { hindrance, prepare } from '../proof/support/prepare.js';
import { copies, end, endOnSignals, linesOf, removeAll, script } from '../proof/support/world.js';

const [template, base = 'nixos-nix'] = process.argv.slice(2);
const edits = 5;
const boots = 3;
const megabits = 100; // per second, of the slow cache

/** What was measured of one recipe. Megabytes are millions of bytes in all layers; times are in seconds. */
/** @typedef {Record<'size' | 'layers' | 'cold' | 'coldCpu' | 'coldSlow' | 'rebuild' | 'slow' | 'downloads' | 'boot', number>} Figures */

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/**
 * Builds, edits, builds again and boots.
 *
 * @param {import('../proof/support/cases.js').Case} one
 * @param {string} hash
 * @param {string | undefined} dockerfile replaces the rendered one
 * @returns {Promise<Figures>}
 */
async function measured(one, hash, dockerfile) {
  const files = await write(one);
  lock(one, files, hash);
  if (dockerfile !== undefined) copyFileSync(dockerfile, join(copies, one.id, 'Dockerfile'));
  const tag = `localhost/proof/${one.id}:${base}`;
  const { path, sign } = beginning(files);
  const image = fullName(one.bases[0].image);
  const log = `bench/${one.id}`;

  const how = [tag, one.id, image, path, sign, String(edits), String(megabits)];
  const built = linesOf(await script('classic', how, { log: `${log}-build`, minutes: 40 }), 'NOTE').join('\n');
  let booted = '';
  for (let number = 1; number <= boots; number += 1) {
    const args = ['boot', one.id, tag, '-c', '', '/', '/healthz'];
    booted += linesOf(await script('step', args, { log: `${log}-boot` }), 'NOTE').join('\n');
  }

  /** @param {string} text @param {RegExp} pattern @returns {number} the median of the matches */
  const figure = (text, pattern) => {
    const found = [...text.matchAll(pattern)].map(([, number]) => Number(number));
    if (found.length === 0) throw new Error(`nothing like ${String(pattern)} in:\n${text}`);
    return median(found);
  };
  return {
    size: figure(built, /^size ([\d.]+) MB/gm),
    layers: figure(built, /in (\d+) layers$/gm),
    cold: figure(built, /^cold at inf ([\d.]+) s/gm),
    coldCpu: figure(built, /^cold at inf .* ([\d.]+) s of CPU/gm),
    coldSlow: figure(built, new RegExp(`^cold at ${megabits} ([\\d.]+) s`, 'gm')),
    rebuild: figure(built, /^rebuild at inf ([\d.]+) s/gm),
    slow: figure(built, new RegExp(`^rebuild at ${megabits} ([\\d.]+) s`, 'gm')),
    downloads: figure(built, /^rebuild .* CPU, ([\d.]+) MB/gm),
    boot: figure(booted, /first 200 after ([\d.]+) s/g),
  };
}

/**
 * @param {string} title
 * @param {Figures} ancestor
 * @param {Figures} ours
 */
function table(title, ancestor, ours) {
  console.log(`\n${title.padEnd(36)}${'ancestor'.padStart(10)}${'ours'.padStart(10)}${'ratio'.padStart(9)}   goal`);
  for (const [key, name, unit, goal] of rows) {
    const [theirs, own] = [ancestor, ours].map((each) => `${each[key]} ${unit}`.padStart(10));
    const ratio = ancestor[key] === 0 ? '' : `${(ours[key] / ancestor[key]).toFixed(2)}×`;
    console.log(`${name.padEnd(36)}${theirs}${own}${ratio.padStart(9)}   ${goal}`);
  }
}

/** @type {readonly (readonly [keyof Figures, string, string, string])[]} */
const rows = [
  ['size', 'size', 'MB', '≤ 0.6×'],
  ['layers', 'layers', '', ''],
  ['cold', 'first build', 's', ''],
  ['coldCpu', '  the same, CPU time', 's', ''],
  ['coldSlow', `  the same, cache at ${megabits} Mbit/s`, 's', ''],
  ['rebuild', `rebuild, median of ${edits} edits`, 's', '≤ 0.25×'],
  ['slow', `  the same, cache at ${megabits} Mbit/s`, 's', '≤ 0.25×'],
  ['downloads', '  downloaded again', 'MB', ''],
  ['boot', `boot to first 200, median of ${boots}`, 's', '≤ 2 s'],
];

const why = hindrance();
const chosen = catalog.templates.flatMap(({ id }) =>
  template === undefined || template === id ? cases({ template: id, base }).slice(0, 1) : [],
);
if (why !== undefined || chosen.length === 0) {
  console.error(why ?? `There is no template ${String(template)}, or no base ${base}.`);
  process.exit(1);
}
endOnSignals();
try {
  const hash = await prepare(console.log);
  const recipe = join(import.meta.dirname, 'ancestor.Dockerfile');
  for (const one of chosen) {
    const ancestor = await measured({ ...one, id: `${one.id}-ancestor` }, hash, recipe);
    const ours = await measured({ ...one, id: `${one.id}-bench` }, hash, undefined);
    table(`${one.id} on ${base}`, ancestor, ours);
  }
  await removeAll();
} finally {
  end();
}
