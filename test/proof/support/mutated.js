/* A repository with one deliberate fault, and whether the proof finds it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachedStepsOf } from './attached.js';
import { lock, write } from './cases.js';
import { stepsOf } from './steps.js';
import { copies } from './world.js';

/** @typedef {import('./cases.js').Case} Case */

/**
 * The same repository under another name, so that nothing of it is confused with the original.
 *
 * @param {Case} one
 * @returns {Case}
 */
export const mutated = (one) => ({ ...one, id: `${one.id}-mutated` });

/**
 * @param {import('../mutations.js').Mutation} mutation
 * @param {Case} one
 * @param {import('./world.js').Place} place
 * @returns {Promise<string>} the words with which the proof names the fault
 */
export async function faultOf({ addons, file, find, replace, step, says }, one, place) {
  const files = await write(one);
  lock(one, files, place.hash);
  const path = join(copies, one.id, file);
  const text = readFileSync(path, 'utf8');
  const other = text.replace(find, replace);
  if (other === text) throw new Error(`${file} holds nothing like ${String(find)}`);
  writeFileSync(path, other);
  execFileSync('git', ['add', '--all'], { cwd: join(copies, one.id) });

  const name = step.replace('BASE', one.bases[0].id);
  const steps = (addons ? attachedStepsOf : stepsOf)(one, files, place, { again: true, changed: true });
  const wanted = steps.find((each) => each.name === name);
  if (!wanted) throw new Error(`there is no step ${name}`);
  for (const each of steps.filter((need) => wanted.needs?.includes(need.name))) await each.run();
  const message = await Promise.resolve()
    .then(() => wanted.run())
    .then(
      () => undefined,
      (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error)),
    );
  if (message === undefined) throw new Error(`${name} does not see it`);
  const line = message.split('\n').find((each) => each.includes(says));
  if (line === undefined) throw new Error(`${name} fails without saying “${says}”:\n${message}`);
  return line.trim();
}
