/* What comes of a repository once the steps that a machine can take are done: it's built with Nix, and runs as dynos. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processesOf } from '../proof/support/copy.js';
import { copies, linesOf, script } from '../proof/support/world.js';
import { look, onboard } from './look.js';
import { run, stepOf } from './steps.js';

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
const lacking = /look-alike: .*|attribute '[^']+' missing|The pinned nixpkgs has no .*/;

/** The services of the world, by what `onboard` calls them. */
const services = { postgresql: 'postgres', redis: 'redis' };

/**
 * Copies what is committed, without the history.
 *
 * @param {string} from
 * @param {string} to
 */
function copy(from, to) {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(copies, { recursive: true });
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${from}`, to]);
}

/**
 * Makes a folder of the copy the whole of it.
 *
 * @param {string} folder
 * @param {string} root
 */
function narrow(folder, root) {
  renameSync(join(folder, root), `${folder}.root`);
  rmSync(folder, { recursive: true });
  renameSync(`${folder}.root`, folder);
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  execFileSync('git', ['add', '--all'], { cwd: folder });
}

/** Whether a step fails only because of where the bank runs. @param {unknown} error */
const isUnreachable = (error) =>
  error instanceof Error && /Could not resolve host|Temporary failure in name resolution/.test(error.message);

/** What a requirement tells to do, if it tells. @param {import('./look.js').Requirement} requirement */
const told = ({ state }) => (state.is === 'missing' ? state.fix : state.is === 'unknown' ? state.check : undefined);

/**
 * The steps that were taken, and what the next commands need to know of them.
 *
 * @typedef {object} Taken
 * @property {Set<string>} fixes
 * @property {Set<string>} failed
 * @property {Set<string>} beyond
 * @property {string[]} flags
 * @property {Record<string, string>} config
 */

/**
 * Takes the steps that a machine can take, until nothing new is asked for.
 *
 * @param {string} folder
 * @param {string} name
 * @param {Taken} taken
 */
function takeSteps(folder, name, taken) {
  taken.failed.clear(); // some were for files that are there now
  for (;;) {
    const { blockers, checks } = look(folder, name, taken.flags);
    const next = [...blockers, ...checks]
      .flatMap((requirement) => told(requirement) ?? [])
      .map((fix) => ({ fix, step: stepOf(fix) }))
      .find(
        ({ fix, step }) =>
          step !== undefined && ![taken.fixes, taken.failed, taken.beyond].some((done) => done.has(fix)),
      );
    if (next?.step === undefined) return;
    const { flags, commands, config } = next.step;
    try {
      run(folder, commands);
    } catch (error) {
      if (isUnreachable(error)) taken.beyond.add(next.fix);
      else taken.failed.add(next.fix);
      continue;
    }
    taken.fixes.add(next.fix);
    Object.assign(taken.config, config);
    if (flags[0] === '--root') narrow(folder, flags[1] ?? '');
    else taken.flags.push(...flags);
  }
}

/**
 * A repository with what `onboard` adds, and with the steps taken.
 *
 * @typedef {object} Arranged
 * @property {string} id names the copy
 * @property {string} folder the copy
 * @property {string | undefined} refused why nothing was added
 * @property {Record<string, string>} config for the dynos
 * @property {string[]} attached services for the dynos
 * @property {{ taken: string[], failed: string[], beyond: string[], left: string[], unsure: string[] }} steps
 */

/**
 * @param {string} from the repository
 * @param {string} name
 * @returns {Arranged}
 */
export function arrange(from, name) {
  const id = `bank-${name}`;
  const folder = join(copies, id);
  copy(from, folder);
  /** @type {Taken} */
  const taken = { fixes: new Set(), failed: new Set(), beyond: new Set(), flags: [], config: {} };
  takeSteps(folder, name, taken);
  const { told: written } = onboard(folder, [...taken.flags, '--name', 'my-app', '--force']);
  takeSteps(folder, name, taken);
  const { blockers, checks, told: last } = look(folder, name, taken.flags);
  /** @param {import('./look.js').Requirement} requirement */
  const isOpen = (requirement) => !taken.fixes.has(told(requirement) ?? '');
  const steps = {
    taken: [...taken.fixes],
    failed: [...taken.failed],
    beyond: [...taken.beyond],
    left: blockers.filter(isOpen).map(({ headline }) => headline),
    unsure: checks.filter(isOpen).map(({ headline }) => headline),
  };
  const used = (last.detected?.lists.services ?? []).map(({ value }) => value);
  return {
    id,
    folder,
    refused: existsSync(join(folder, 'flake.lock')) ? undefined : (written.error?.headline ?? 'no files'),
    config: taken.config,
    attached: Object.entries(services).flatMap(([called, service]) => (used.includes(called) ? [service] : [])),
    steps,
  };
}

/**
 * Builds and boots.
 *
 * @param {Arranged} arranged
 * @param {import('../proof/support/world.js').Place} place
 * @returns {Promise<Outcome>}
 */
export async function outcomeOf({ id, folder, refused, config, attached, steps }, { hash, lane }) {
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
      const isMadeUp = at === 'boot' && steps.taken.some((fix) => fix.includes('=<value>'));
      const isElsewhere = isMadeUp || lack !== undefined || steps.beyond.length > 0;
      return { is: isElsewhere ? 'not in this world' : 'fails', at, why: lack ?? why, ...steps };
    }
  }
  return { is: 'works', at: 'boot', why: linesOf(text, 'NOTE').join('; '), ...steps };
}
