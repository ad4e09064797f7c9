/* What comes of a repository once the steps that a machine can take are done: it's built with Nix, and runs as dynos. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processesOf } from '../proof/support/copy.js';
import { linesOf, script } from '../proof/support/world.js';

/**
 * @typedef {object} Outcome
 * @property {'works' | 'fails' | 'not in this world' | 'not tried'} is
 * @property {string} at the last stage that was tried: onboard, build or boot
 * @property {string} why what was seen
 * @property {string[]} taken the steps that were taken
 * @property {string[]} failed the steps that can't be taken as they are printed
 * @property {string[]} beyond the steps that need a host which this world doesn't reach
 * @property {string[]} left the blockers that a person has to see to
 * @property {string[]} unsure what `onboard` isn't sure of
 */

/** The look-alike names what it lacks. Real nixpkgs may have it. */
const lacking = /look-alike: .*|attribute '[\w.-]+' missing|The pinned nixpkgs has no .*/;

/**
 * Builds and boots.
 *
 * @param {import('./arrange.js').Arranged} arranged
 * @param {import('../proof/support/world.js').Place} place
 * @returns {Promise<Outcome>}
 */
export async function outcomeOf({ id, folder, refused, config, attached, byHand, steps }, { hash, lane }) {
  if (refused !== undefined) return { is: 'not tried', at: 'onboard', why: refused, ...steps };
  const lock = join(folder, 'flake.lock');
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"narHash": "[^"]*"/, `"narHash": "${hash}"`));
  execFileSync('git', ['add', '--all'], { cwd: folder });

  const tag = `localhost/proof/${id.toLowerCase()}:nix`; // as images have to be called
  const app = { commands: processesOf(id), config, services: attached };
  const isLocked = existsSync(join(folder, 'nix/python-lock.nix'));
  const none = Promise.resolve('');
  /** @type {[string, () => Promise<string>][]} */
  const stages = [
    ['build', () => (isLocked ? script('step', ['locked', id], { log: `${id}/locked`, minutes: 10, lane }) : none)],
    ['build', () => script('step', ['build', id, 'default'], { log: `${id}/build`, minutes: 15, lane })],
    ['build', () => script('step', ['nix_image', id, tag], { log: `${id}/image`, minutes: 15, lane })],
    ['boot', () => script('attached', ['visit', tag, JSON.stringify(app)], { log: `${id}/visit`, minutes: 4, lane })],
  ];
  let text = '';
  for (const [at, stage] of stages) {
    try {
      text = await stage();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const lack = at === 'build' ? lacking.exec(why)?.[0] : undefined;
      // Nobody here has the addresses and keys that some config vars are for.
      const isMadeUp = at === 'boot' && !byHand && steps.taken.some((fix) => fix.includes('=<value>'));
      const isElsewhere = isMadeUp || lack !== undefined || steps.beyond.length > 0;
      return { is: isElsewhere ? 'not in this world' : 'fails', at, why: lack ?? why, ...steps };
    }
  }
  return { is: 'works', at: 'boot', why: linesOf(text, 'NOTE').join('; '), ...steps };
}
