/* The step `queue`: a copy of a repository whose jobs do what their text says, and the table of what became of them. */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trials } from '../queue.js';
import { copies, linesOf, script, StepFailed } from './world.js';

/**
 * @typedef {import('./cases.js').Case} Case
 * @typedef {import('./world.js').Place} Place
 */

/** @type {{ of: string, job: string, runs: string, seconds: string, verdict: string }[]} */
const rows = [];

/**
 * @param {Case} one
 * @param {Place} place
 * @param {object} app as for the other steps with services
 * @param {{ changed?: boolean }} how the table leaves out what was changed
 * @returns {Promise<string[]>} what is worth reading
 */
export async function tryQueue(one, { lane }, app, { changed = false }) {
  const copy = `${one.id}-queue`;
  const tag = `localhost/proof/${copy}:nix`;
  const holder = one.answers.addons.includes('postgres') ? 'postgres' : 'redis';
  const { attempts, lease } = prepare(one, copy, holder);
  await script('step', ['nix_image', copy, tag], { log: `${one.id}/queue_image`, minutes: 15, lane });
  const queue = { attempts, lease, holder };
  const text = await script('attached', ['queue', tag, JSON.stringify({ ...app, queue })], {
    log: `${one.id}/attached_queue`,
    minutes: 10,
    lane,
  }).catch((/** @type {unknown} */ error) => {
    if (error instanceof StepFailed && !changed) keep(one, readFileSync(error.log, 'utf8'));
    throw error;
  });
  return keep(one, text);
}

/**
 * @param {Case} one
 * @param {string} copy where the changed repository goes
 * @param {'postgres' | 'redis'} holder
 */
function prepare({ id, answers }, copy, holder) {
  const trial = trials[answers.template];
  if (trial === undefined) throw new Error(`test/proof/queue.js has nothing for the template ${answers.template}`);
  const at = join(copies, copy);
  rmSync(at, { recursive: true, force: true });
  cpSync(join(copies, id), at, { recursive: true });
  cpSync(join(import.meta.dirname, '../queue', trial.tasks), join(at, trial.file));
  const path = join(at, trial.limits);
  let text = readFileSync(path, 'utf8');
  for (const [find, replace] of trial[holder].change) {
    if (!find.test(text)) throw new Error(`${trial.limits} has nothing like ${String(find)}`);
    text = text.replace(find, replace);
  }
  writeFileSync(path, text);
  execFileSync('git', ['add', '--all'], { cwd: at });
  return trial[holder];
}

/** @param {Case} one @param {string} text */
function keep({ id }, text) {
  return linesOf(text, 'ROW').map((line) => {
    const [job = '', runs = '', seconds = '', verdict = ''] = line.split('\t');
    rows.push({ of: id, job, runs, seconds, verdict });
    return `${job}: ran ${runs}×, ${verdict} after ${seconds} s`;
  });
}

/** The table: for each job and repository how often it ran, the seconds until it ended, and the verdict. */
export function table() {
  const sets = [...new Set(rows.map(({ of }) => of))].sort();
  return [...new Set(rows.map(({ job }) => job))].flatMap((job) => [
    job,
    ...sets.flatMap((of) =>
      rows
        .filter((row) => row.job === job && row.of === of)
        .map(({ runs, seconds, verdict }) =>
          ['', of.padEnd(32), `${runs}×`.padStart(4), `${seconds} s`.padStart(10), verdict].join('  '),
        ),
    ),
  ]);
}
