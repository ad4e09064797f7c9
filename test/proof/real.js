/*
 * npm run proof -- --nixpkgs FOLDER [--template NAME]: what templates and onboard write is evaluated with real nixpkgs,
 * and the look-alike, TABLE.md and the tables of packages are held against it. Nothing is built.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sets } from './addons.js';
import { bring, deploying, fixesFor } from './onboard.js';
import { cases, catalog, lock, rendered, write } from './support/cases.js';
import { packageQuestions } from './packages.js';
import { asked, evaluated } from './support/evaluated.js';
import { prepareRoot } from './support/prepare.js';
import { copies, lastLine, linesOf, script, StepFailed } from './support/world.js';

/**
 * @typedef {import('./support/cases.js').Case} Case
 * @typedef {import('../../generators/core/model/pipeline.js').FileSet} FileSet
 * @typedef {import('./support/evaluated.js').RealPlace} RealPlace
 */

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
 * @param {string} given the folder of nixpkgs
 * @returns {Promise<((place: RealPlace) => Promise<void>)[]>}
 */
export async function questions(template, given) {
  const repositories = await different(template);
  return [
    ...packageQuestions(template, given, false),
    (place) => asked('the look-alike and TABLE.md', () => lookAlike(place)),
    ...repositories.map(({ one, alike }) => async (/** @type {RealPlace} */ place) => {
      lock(one, await write(one), place.hash);
      await askedOf(one.id, alike, place);
    }),
    (place) => asked('what nixpkgs refuses is refused, and allowed as onboarding says', () => allowed(place)),
    (place) => asked('what nixpkgs lacks is evaluated as onboarding says', () => added(place)),
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
  await asked(title, async () => linesOf(await step('evaluate'), 'NOTE'));
}

/**
 * A package that nixpkgs marks as insecure, and the fix that onboarding prints.
 *
 * @param {RealPlace} place
 */
async function allowed({ hash, lane }) {
  const name = 'python-insecure';
  const id = bring(name, hash);
  const flake = join(copies, id, 'flake.nix');
  const text = readFileSync(flake, 'utf8');
  const evaluate = () => script('step', ['evaluate', id], { log: `${id}/evaluate`, lane });
  await assert.rejects(
    evaluate(),
    (error) => error instanceof StepFailed && /Refusing to evaluate .*ecdsa/.test(readFileSync(error.log, 'utf8')),
  );
  const [, put = '', place = ''] = /put (.*) in place of (.*)$/m.exec(fixesFor(name).join('\n')) ?? [];
  writeFileSync(
    flake,
    text.replace(place, () => put),
  );
  await evaluate();
  return [put];
}

/**
 * Packages from addresses, and the file that onboarding prints. The hashes are still to be found out.
 *
 * @param {RealPlace} place
 */
async function added({ hash, lane }) {
  const name = 'python-addressed';
  const [text = ''] = fixesFor(name).flatMap((fix) => /^final: prev: \{[^]*\n\}$/m.exec(fix)?.[0] ?? []);
  const packages = [...text.matchAll(/^ {2}([\w-]+) = /gm)].map(([, each = '']) => each);
  assert.notDeepEqual(packages, []);
  const id = bring(name, hash, {
    'nix/overlay.nix': `${text.replaceAll('hash = ""', `hash = "sha256-${'A'.repeat(43)}="`)}\n`,
  });
  const app = readFileSync(join(copies, id, 'nix/app.nix'), 'utf8');
  for (const each of packages) assert.match(app, new RegExp(`^ *"${each}"$`, 'm'));
  await script('step', ['evaluate', id], { log: `${id}/evaluate`, lane });
  return packages;
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
