/* A repository as it is once the steps that were printed for it are taken, and our files are added. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copies } from '../proof/support/world.js';
import { look, onboard } from './look.js';
import { run, stepOf } from './steps.js';

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
 * @property {boolean} byHand whether a person's steps were taken
 * @property {{ taken: string[], failed: string[], beyond: string[], left: string[], unsure: string[] }} steps
 */

/**
 * Takes the steps that a person wrote down for a repository: a script that changes it, and prints flags for `onboard`
 * and config vars, one a line.
 *
 * @param {string | undefined} script
 * @param {string} folder
 * @param {Taken} taken
 */
function takeByHand(script, folder, taken) {
  if (script === undefined || !existsSync(script)) return false;
  const printed = execFileSync('bash', ['-euo', 'pipefail', script], { cwd: folder, encoding: 'utf8' });
  for (const line of printed.split('\n').filter(Boolean)) {
    const [, name = '', value = ''] = /^(--[\w-]+|\w+)=(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`${script} prints ${line}, which is neither a flag nor a config var`);
    if (name.startsWith('--')) taken.flags.push(name, value);
    else taken.config[name] = value;
  }
  execFileSync('git', ['add', '--all'], { cwd: folder });
  return true;
}

/**
 * @param {string} from the repository
 * @param {string} name
 * @param {string} [scripts] a folder with a person's steps: NAME.sh before our files are added, NAME.after.sh with them
 * @returns {Arranged}
 */
export function arrange(from, name, scripts) {
  const id = `bank-${name}`;
  const folder = join(copies, id);
  copy(from, folder);
  /** @type {Taken} */
  const taken = { fixes: new Set(), failed: new Set(), beyond: new Set(), flags: [], config: {} };
  takeSteps(folder, name, taken);
  const own = scripts === undefined ? [] : ['', '.after'].map((when) => join(scripts, `${name}${when}.sh`));
  const isBefore = takeByHand(own[0], folder, taken);
  if (isBefore) takeSteps(folder, name, taken);
  const { told: written } = onboard(folder, [...taken.flags, '--name', 'my-app', '--force']);
  const isAfter = takeByHand(own[1], folder, taken);
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
    byHand: isBefore || isAfter,
    attached: Object.entries(services).flatMap(([called, service]) => (used.includes(called) ? [service] : [])),
    steps,
  };
}
