/* What a copy of a repository says about itself, and an edit of its source. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { copies } from './world.js';

/**
 * @typedef {import('./cases.js').Case} Case
 * @typedef {import('../../../generators/core/model/pipeline.js').FileSet} FileSet
 */

/**
 * What heroku.yml runs, by process type, including the release phase.
 *
 * @param {string} id names the copy
 * @returns {Record<string, string>}
 */
export function processesOf(id) {
  /** @typedef {string | { command: string[] }} Process */
  /** @type {unknown} */
  const manifest = parse(readFileSync(join(copies, id, 'heroku.yml'), 'utf8'));
  const { run, release } = /** @type {{ run: Record<string, Process>, release?: Process }} */ (manifest);
  return Object.fromEntries(
    Object.entries({ ...run, ...(release ? { release } : {}) }).map(([type, process]) => [
      type,
      typeof process === 'string' ? process : process.command.join(' '),
    ]),
  );
}

/**
 * The same; app.json must name no other process types.
 *
 * @param {Case} one
 */
export function commands({ id }) {
  const processes = processesOf(id);
  /** @type {unknown} */
  const description = JSON.parse(readFileSync(join(copies, id, 'app.json'), 'utf8'));
  const { formation = {} } = /** @type {{ formation?: Record<string, unknown> }} */ (description);
  const unknown = Object.keys(formation).filter((type) => !(type in processes));
  if (unknown.length > 0) throw new Error(`app.json names ${unknown.join(', ')}, heroku.yml does not`);
  return processes;
}

/** What the README uses, but a development shell doesn't have to bring along. */
const others = ['.', 'cp', 'export', 'git', 'heroku', 'nix', 'pip'];

/**
 * Programs that the README uses besides Nix: the development shell promises them.
 *
 * @param {Case} one
 */
export function promised({ id }) {
  const readme = readFileSync(join(copies, id, 'README.md'), 'utf8');
  const sections =
    readme.match(/^### (Without Nix|Edit and reload|Format, lint and test|Add a dependency)\n(?:(?!^##).*\n)*/gm) ?? [];
  const blocks = sections.flatMap((section) =>
    [...section.matchAll(/^```sh\n([^`]*)^```/gm)].map(([, code = '']) => code),
  );
  const words = blocks.flatMap((code) => code.split(/\n|&&/)).flatMap((line) => line.trim().split(' ').slice(0, 1));
  const names = words
    .map((word) => word.replace(/^.*\//, ''))
    // The look-alike has one Python for all versions.
    .map((word) => word.replace(/^python(3\.\d+)?$/, 'python3'));
  return [...new Set(names)].filter((name) => name !== '' && !others.includes(name));
}

/**
 * The source file where the README tells people to start, and the comment sign in it.
 *
 * @param {FileSet} files
 */
export function beginning(files) {
  const path = [...files].find(([, { reason }]) => reason.includes('start here'))?.[0];
  if (path === undefined) throw new Error('no file has "start here" for its reason');
  return { path, sign: path.endsWith('.py') ? '#' : '//' };
}

/**
 * Adds one line, a comment, to that file. The line is always new, so that no layer left behind by an earlier,
 * interrupted run can contain it.
 *
 * @param {Case} one
 * @param {FileSet} files
 * @returns {() => void} undoes the edit
 */
export function edit({ id }, files) {
  const { path, sign } = beginning(files);
  const full = join(copies, id, path);
  const text = readFileSync(full, 'utf8');
  writeFileSync(full, `${text}${sign} One more line, at ${new Date().toISOString()}.\n`);
  return () => {
    writeFileSync(full, text);
  };
}
