/*
 * npm run bench:image [template] [base]: the images of the templates beside those of the recipe they descend from, of the
 * same apps, on the same base, in the look-alike world of the proof and in one run. The world's cache is on loopback:
 * what a recipe downloads again costs next to nothing here, and is therefore counted beside the time.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { cases, catalog, lock, write } from '../proof/support/cases.js';
import { edit } from '../proof/support/copy.js';
import { fullName } from '../proof/support/steps.js';
import { copies, end, endOnSignals, hindrance, linesOf, prepare, removeAll, script } from '../proof/support/world.js';

const [template, base = 'nixos-nix'] = process.argv.slice(2);
const edits = 3;

/** What was measured of one recipe; megabytes are millions of bytes on disk, times are seconds. */
/** @typedef {Record<'size' | 'layers' | 'cold' | 'rebuild' | 'downloads' | 'boot', number>} Figures */

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/**
 * Builds, edits, builds again and boots.
 *
 * @param {import('../proof/support/cases.js').Case} one
 * @param {string} hash
 * @param {string | undefined} dockerfile that stands in for the rendered one
 * @returns {Promise<Figures>}
 */
async function measured(one, hash, dockerfile) {
  const files = await write(one);
  lock(one, files, hash);
  if (dockerfile !== undefined) copyFileSync(dockerfile, join(copies, one.id, 'Dockerfile'));
  const tag = `localhost/proof/${one.id}:${base}`;
  const image = fullName(one.bases[0]?.image ?? '');
  /** @param {string} step @param {RegExp} pattern @param {string[]} args */
  const figures = async (step, pattern, ...args) => {
    const text = await script('step', [step, one.id, tag, ...args], { log: `bench/${one.id}-${step}`, minutes: 20 });
    const found = linesOf(text, 'NOTE').join('\n').match(pattern);
    if (!found) throw new Error(`${step} does not say ${String(pattern)}`);
    return found.slice(1).map(Number);
  };
  /** @param {'cold' | 'again'} how */
  const build = (how) => figures('image', /built in ([\d.]+) s.*\(([\d.]+) MB\)/, image, how);

  const [cold = NaN] = await build('cold');
  const rebuilds = [];
  let downloads = NaN;
  for (let number = 1; number <= edits; number += 1) {
    const undo = edit(one, files, `Edit ${number}.`);
    const [seconds = NaN, megabytes = NaN] = await build('again');
    rebuilds.push(seconds);
    downloads = megabytes;
    undo();
  }
  const [size = NaN, layers = NaN] = await figures('size', /([\d.]+) MB in (\d+) layer/);
  const [boot = NaN] = await figures('boot', /first 200 after ([\d.]+) s/, '-c', '', '/', '/healthz');
  return { size, layers, cold, rebuild: median(rebuilds), downloads, boot };
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
  ['cold', 'cold build', 's', ''],
  ['rebuild', `rebuild, median of ${edits} edits`, 's', '≤ 0.25×'],
  ['downloads', '  of which downloaded', 'MB', ''],
  ['boot', 'boot to first 200', 's', '≤ 2 s'],
];

const why = hindrance();
const chosen = catalog.templates.flatMap(({ id }) =>
  template === undefined || template === id ? cases({ template: id, base }).slice(0, 1) : [],
);
if (why !== undefined || chosen.length === 0 || chosen.some(({ bases }) => bases.length === 0)) {
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
