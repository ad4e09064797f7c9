/*
 * npm run proof -- --nixpkgs FOLDER [--template NAME]: what templates and onboard write is evaluated with real nixpkgs,
 * and the look-alike, TABLE.md and the names in packages.yml are held against it. Nothing is built.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { sets } from './addons.js';
import { bring, deploying } from './onboard.js';
import { cases, catalog, lock, rendered, write } from './support/cases.js';
import { report } from './support/report.js';
import { folder, lastLine, prepareRoot, script } from './support/world.js';

/**
 * @typedef {import('./support/cases.js').Case} Case
 * @typedef {import('../../generators/core/model/pipeline.js').FileSet} FileSet
 * @typedef {import('./support/world.js').Place & { nixpkgs: string }} RealPlace nixpkgs: its path in the root's store
 */

const templates = join(import.meta.dirname, '../../templates');

/** A name in packages.yml must be right for the first; what the others lack is only reported. */
const pythons = ['python313', 'python314'];

/**
 * Builds the parts of the world that are missing, with a folder of real nixpkgs in place of the look-alike.
 *
 * @param {(line: string) => void} say
 * @param {string} given
 * @returns {Promise<{ hash: string, nixpkgs: string }>} the hash that lock files have to name, and its path in the store
 */
export async function prepareReal(say, given) {
  await prepareRoot(say);
  const [hash = '', nixpkgs = ''] = lastLine(await script('nixpkgs', [given], { log: 'nixpkgs' })).split(' ');
  return { hash, nixpkgs };
}

/**
 * What is asked; a free lane takes the next question.
 *
 * @param {string | undefined} template
 * @returns {Promise<((place: RealPlace) => Promise<void>)[]>}
 */
export async function questions(template) {
  const named = catalog.templates.filter(
    ({ id }) => (template ?? id) === id && existsSync(join(templates, id, 'packages.yml')),
  );
  const repositories = await different(template);
  return [
    ...named.flatMap(({ id }) =>
      pythons.map(
        (python) => (/** @type {RealPlace} */ place) =>
          asked(`${id}: names of packages for ${python}`, () => names(id, python, place)),
      ),
    ),
    (place) => asked('the look-alike and TABLE.md', () => lookAlike(place)),
    ...repositories.map(({ one, alike }) => async (/** @type {RealPlace} */ place) => {
      lock(one, await write(one), place.hash);
      await askedOf(one.id, alike, place);
    }),
    ...deploying
      .filter((name) => name.startsWith(template ?? ''))
      .map((name) => (/** @type {RealPlace} */ place) => askedOf(bring(name, place.hash), 1, place)),
  ];
}

/**
 * Every template with each combination of options, each set of add-ons and each base. Repositories that differ in nothing
 * that Nix reads are evaluated once.
 *
 * @param {string | undefined} template
 */
async function different(template) {
  /** @type {Map<string, { one: Case, alike: number }>} */
  const found = new Map();
  const all = catalog.templates
    .filter(({ id }) => (template ?? id) === id)
    .flatMap(({ id, addons }) =>
      [[], ...sets.filter((set) => set.every((each) => Object.hasOwn(addons, each)))].flatMap((set) =>
        catalog.bases.flatMap((base) => cases({ template: id, base: base.id, addons: set })),
      ),
    );
  for (const one of all) {
    const key = readByNix(await rendered(one));
    const same = found.get(key);
    if (same) same.alike += 1;
    else found.set(key, { one, alike: 1 });
  }
  return [...found.values()];
}

/**
 * All that Nix could read of a repository: .dockerignore has the rest, besides the Dockerfile.
 *
 * @param {FileSet} files
 */
function readByNix(files) {
  const ignored = [
    'Dockerfile',
    '.dockerignore',
    ...(files.get('.dockerignore')?.content.toString().split('\n') ?? []),
  ];
  const read = [...files].filter(([path]) => !ignored.includes(path) && !ignored.includes(path.replace(/\/.*/, '')));
  return JSON.stringify(read.map(([path, { content, mode }]) => [path, mode, content.toString('base64')]));
}

/**
 * @param {string} id
 * @param {number} alike
 * @param {RealPlace} place
 */
async function askedOf(id, alike, { lane }) {
  /** @param {string} name */
  const step = (name) => script('step', [name, id], { log: `${id}/${name}`, lane });
  const title = `${id}: evaluated${alike > 1 ? `, and so are ${alike - 1} that differ in nothing that Nix reads` : ''}`;
  await asked(title, () => step('evaluate').then(() => []));
}

/**
 * Asks, and reports the answer: notes, or a failure.
 *
 * @param {string} title
 * @param {() => Promise<string[]>} question
 */
async function asked(title, question) {
  const start = performance.now();
  try {
    report('ok', title, start, await question());
  } catch (error) {
    report('FAIL', title, start, [error]);
  }
}

/**
 * Runs an expression of evaluated/.
 *
 * @param {string} name
 * @param {RealPlace} place
 * @param {unknown} given JSON for it
 * @param {string} [more]
 * @returns {Promise<unknown>}
 */
async function evaluated(name, { nixpkgs, lane }, given, more = '') {
  const log = `nixpkgs/${name}${more}`;
  const path = join(folder, `evaluated-${name}${more}.json`);
  writeFileSync(path, JSON.stringify(given));
  const text = await script('evaluate', [name, nixpkgs, path, more], { log, lane });
  /** @type {unknown} */
  const answer = JSON.parse(lastLine(text));
  return answer;
}

/** @param {RealPlace} place */
async function lookAlike(place) {
  const complaints = /** @type {string[]} */ (await evaluated('look-alike', place, namesInTable()));
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  return [];
}

/** The attributes in the first column of TABLE.md that are written out in full. */
function namesInTable() {
  const table = readFileSync(join(import.meta.dirname, 'nixpkgs/TABLE.md'), 'utf8');
  const cells = [...table.matchAll(/^\| (.*?) +\|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) =>
    [...cell.matchAll(/`([a-zA-Z][\w'-]*(?:\.[a-zA-Z][\w'-]*)*)`/g)].map(([, name]) => name),
  );
}

/**
 * @param {string} template
 * @param {string} python
 * @param {RealPlace} place
 */
async function names(template, python, place) {
  /** @type {unknown} */
  const manifest = parse(readFileSync(join(templates, template, 'packages.yml'), 'utf8'));
  const { differ, known } = /** @type {{ differ: Record<string, string>, known: string[] }} */ (manifest);
  const all = [...new Set([...known, ...Object.values(differ).filter((name) => name !== '')])];
  const reasons = /** @type {Record<string, string>} */ (await evaluated('names', place, all, python));
  const lines = Object.entries(reasons).map(([name, reason]) => `${name} ${reason}`);
  if (python === pythons[0] && lines.length > 0) throw new Error(lines.join('\n'));
  return [`${all.length} names, ${lines.length} of them not for this Python`, ...lines];
}
