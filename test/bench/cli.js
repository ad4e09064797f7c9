/*
 * npm run bench [rounds]: whole processes, in turn (a b c a b c …) so that a change of the machine's pace meets all
 * alike; medians, and ratios to the empty generator round by round.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { growth } from './look-growth.js';

const rounds = Number(process.argv[2] ?? 15);
const root = join(import.meta.dirname, '../..');
const bin = join(root, 'dist/program/heroku-nix.js');
const work = mkdtempSync(join(tmpdir(), 'heroku-nix-bench-'));

/** @type {Record<string, (round: number) => string[]>} */
const subjects = {
  'node -e 0': () => ['-e', '0'],
  'empty generator': () => [join(import.meta.dirname, 'empty.js')],
  'heroku-nix <dir> --yes': (round) => [bin, join(work, `app-${round}`), '--yes'],
  'heroku-nix browse --json': () => [bin, 'browse', '--json'],
  'heroku-nix browse flask flake.nix': () => [bin, 'browse', 'flask', 'flake.nix'],
  'heroku-nix --help': () => [bin, '--help'],
};

/**
 * What it costs to look at a repository of 100,000 files, as a ratio to `git ls-files` there, round by round: the walk
 * alone, and all that is found out. A thread of its own for each round, so that nothing is known from the last one.
 *
 * @returns {Promise<{ walk: number, all: number }>}
 */
async function lookRatios() {
  const folder = join(work, 'large');
  for (let part = 0; part < 2000; part += 1) {
    const below = join(folder, `part-${part % 50}`, `section-${Math.floor(part / 50)}`);
    mkdirSync(below, { recursive: true });
    for (let file = 0; file < 50; file += 1) writeFileSync(join(below, `module_${file}.py`), 'import os\n');
  }
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
  ])
    spawnSync('git', args, { cwd: folder });
  const ratios = [];
  for (let round = 0; round < Math.min(rounds, 7); round += 1) {
    const start = performance.now();
    spawnSync('git', ['ls-files'], { cwd: folder, maxBuffer: 2 ** 28 });
    const listing = performance.now() - start;
    const looker = new Worker(join(import.meta.dirname, 'look.js'), { workerData: folder });
    const reply = /** @type {{ walk: number, all: number }[]} */ (await once(looker, 'message'));
    for (const { walk, all } of reply) ratios.push({ walk: walk / listing, all: all / listing });
  }
  return { walk: median(ratios.map(({ walk }) => walk)), all: median(ratios.map(({ all }) => all)) };
}

/**
 * @param {string[]} args
 * @returns {number} milliseconds
 */
function time(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: work, timeout: 60_000, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}\n${stderr}`);
  return performance.now() - start;
}

/**
 * @param {number[]} values
 * @returns {number}
 */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

try {
  const names = Object.keys(subjects);
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) time(subjects[name]?.(-1) ?? []);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) times[name]?.push(time(subjects[name]?.(round) ?? []));
  }
  const empty = times['empty generator'] ?? [];
  console.log(`${rounds} rounds, Node ${process.version}\n`);
  console.log('                                       median     of the empty generator');
  for (const name of names) {
    const own = times[name] ?? [];
    const ratio = median(own.map((value, round) => value / (empty[round] ?? NaN)));
    console.log(`${name.padEnd(36)} ${median(own).toFixed(0).padStart(6)} ms     ${ratio.toFixed(2)}×`);
  }
  const { walk, all } = await lookRatios();
  console.log(`\n100,000 files, as ratios to git ls-files: ${walk.toFixed(2)}× to walk, ${all.toFixed(2)}× to detect`);
  console.log('\nLooking at a project of growing size:');
  for (const line of growth(rounds)) console.log(line);
} finally {
  rmSync(work, { recursive: true, force: true });
}
