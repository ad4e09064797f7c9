/* Asks a folder of real nixpkgs, by the expressions in test/proof/evaluated. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './report.js';
import { folder, lastLine, script } from './world.js';

/** @typedef {import('./world.js').Place & { nixpkgs: string }} RealPlace nixpkgs: its path in the root's store */

/**
 * Runs an expression of evaluated/.
 *
 * @param {string} name
 * @param {RealPlace} place
 * @param {unknown} given JSON for it
 * @param {string} [more]
 * @returns {Promise<unknown>}
 */
export async function evaluated(name, { nixpkgs, lane }, given, more = '') {
  const log = `nixpkgs/${name}${more}`;
  const path = join(folder, `evaluated-${name}${more}.json`);
  writeFileSync(path, JSON.stringify(given));
  const text = await script('evaluate', [name, nixpkgs, path, more], { log, lane });
  /** @type {unknown} */
  const answer = JSON.parse(lastLine(text));
  return answer;
}

/**
 * Asks, and reports the answer: notes, or a failure.
 *
 * @param {string} title
 * @param {() => Promise<string[]>} question
 */
export async function asked(title, question) {
  const start = performance.now();
  try {
    report('ok', title, start, await question());
  } catch (error) {
    report('FAIL', title, start, [error]);
  }
}
