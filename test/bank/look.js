/* What `onboard` tells of a repository, read as a script would read it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The program as it is published. */
export const bin = join(import.meta.dirname, '../../dist/program/heroku-nix.cjs');

/**
 * @typedef {import('../../dist/generators/core/model/readiness.js').Requirement} Requirement
 * @typedef {import('../../dist/generators/core/model/detection.js').Fact} Fact
 *
 * @typedef {object} Told what `onboard --json` prints, as far as it is read here
 * @property {{ headline: string }} [error]
 * @property {{ kind: Fact | null, facts: Partial<Record<string, Fact>>, lists: Record<string, { value: string }[]>,
 *   processes: { type: string, command: string }[] }} [detected]
 * @property {Requirement[]} [requirements]
 * @property {'ready' | 'after-steps' | 'not-yet'} [verdict]
 *
 * @typedef {object} Look
 * @property {string} name
 * @property {Told} told
 * @property {number} seconds how long it took, from start to end
 * @property {string} verdict
 * @property {Requirement[]} blockers what stands in the way of building, booting and answering
 * @property {Requirement[]} checks what may stand in the way
 */

/** The stages that a verdict is about; the others don't stop a deploy. */
const deciding = ['build', 'boot', 'answer'];

/**
 * Runs `onboard` to its end.
 *
 * @param {string} folder
 * @param {readonly string[]} flags
 * @returns {{ told: Told, seconds: number }}
 */
export function onboard(folder, flags) {
  const start = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, [bin, 'onboard', folder, '--yes', '--json', ...flags], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const seconds = (performance.now() - start) / 1000;
  if (stdout === '') throw new Error(`onboard says nothing of ${folder}: ${stderr}`);
  /** @type {unknown} */
  const told = JSON.parse(stdout);
  return { told: /** @type {Told} */ (told), seconds };
}

/**
 * Asks for the verdict; nothing is written.
 *
 * @param {string} folder
 * @param {string} name
 * @param {readonly string[]} [flags]
 * @returns {Look}
 */
export function look(folder, name, flags = []) {
  const { told, seconds } = onboard(folder, ['--check', ...flags]);
  const inTheWay = (told.requirements ?? []).filter(({ stage }) => deciding.includes(stage));
  return {
    name,
    told,
    seconds,
    verdict: told.verdict ?? 'none',
    blockers: inTheWay.filter(({ state }) => state.is === 'missing'),
    checks: inTheWay.filter(({ state }) => state.is === 'unknown'),
  };
}

/** The seconds that the program takes to start: the best of five. */
export const startUp = () =>
  Math.min(
    ...[1, 2, 3, 4, 5].map(() => {
      const start = performance.now();
      spawnSync(process.execPath, [bin, '--version']);
      return (performance.now() - start) / 1000;
    }),
  );

/**
 * One line for a person: the kind, and what was found out about it. A `?` marks what isn't settled.
 *
 * @param {Told} told
 */
export function factsOf({ detected }) {
  if (detected === undefined) return 'nothing';
  const { kind, facts, processes } = detected;
  /** @param {Fact} fact */
  const shown = ({ value, settled }) => `${value}${settled ? '' : '?'}`;
  const wanted = ['framework', 'version', 'manager', 'build'].flatMap((name) => {
    const fact = facts[name];
    return fact === undefined ? [] : [`${name} ${shown(fact)}`];
  });
  const started = processes.map(({ type, command }) => `${type}: ${command}`);
  return [kind === null ? 'no kind' : shown(kind), ...wanted, ...started].join(', ');
}
