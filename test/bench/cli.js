/*
 * npm run bench [rounds]: times whole processes against other tools, in turn (a b c a b c …) so that changes in the
 * machine's speed affect all alike. What counts is the ratio in each round; the medians are printed next to the goals.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cold } from './cold.js';
import { growth } from './look-growth.js';
import { lookRatios } from './look-large.js';
import { installedPeer } from './peers.js';

const rounds = Number(process.argv[2] ?? 15);
const root = join(import.meta.dirname, '../..');
const bin = join(root, 'dist/program/heroku-nix.cjs');
const work = mkdtempSync(join(tmpdir(), 'heroku-nix-bench-'));
const vite = join(installedPeer('create-vite@9.3.0'), 'create-vite/index.js');

/** @type {Record<string, (round: number) => string[]>} */
const subjects = {
  'node -e 0': () => ['-e', '0'],
  'create-vite': (round) => [vite, `vite-${round}`, '--template', 'vanilla', '--no-interactive'],
  'an empty Yeoman generator': () => [join(import.meta.dirname, 'yeoman.js')],
  'create by Yeoman': (round) => [join(import.meta.dirname, 'yeoman.js'), `yeoman-${round}`],
  create: (round) => [bin, `app-${round}`, '--yes'],
  'browse --json': () => [bin, 'browse', '--json'],
  'browse flask flake.nix': () => [bin, 'browse', 'flask', 'flake.nix'],
  '--help': () => [bin, '--help'],
  completion: () => [bin, 'completion', 'bash'],
  gallery: (round) => [bin, 'browse', '--html', `gallery-${round}`],
};

/** What is compared with what, and the ratio it shouldn't exceed. */
const goals = /** @type {const} */ ([
  ['create', 'node -e 0', 4],
  ['create', 'create-vite', 3],
  ['create by Yeoman', 'an empty Yeoman generator', 1.1],
  ['browse --json', 'node -e 0', 2.5],
  ['browse flask flake.nix', 'node -e 0', 3],
  ['--help', 'node -e 0', 1.5],
  ['completion', 'node -e 0', 1.5],
]);

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
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) times[name]?.push(time(subjects[name]?.(round) ?? []));

  console.log(`${rounds} rounds, Node ${process.version}\n`);
  for (const name of names)
    console.log(
      `${name.padEnd(28)} ${median(times[name] ?? [])
        .toFixed(0)
        .padStart(6)} ms`,
    );
  console.log('\nRatios, round by round:');
  for (const [name, other, goal] of goals) {
    const ratio = median((times[name] ?? []).map((value, round) => value / (times[other]?.[round] ?? NaN)));
    console.log(`${name.padEnd(24)} ${ratio.toFixed(2).padStart(6)}× of ${other.padEnd(28)} goal: at most ${goal}×`);
  }

  const { ratio, packages, kilobytes } = cold(work, Math.min(rounds, 5));
  console.log(`\nnpx create-heroku-nix, nothing cached: ${ratio.toFixed(2)}× of npx create-vite, goal: at most 1.5×`);
  console.log(`  packages installed: ${packages}; unpacked: ${kilobytes} kB`);

  const folder = join(work, 'large');
  mkdirSync(folder);
  const { walk, all } = await lookRatios(folder, Math.min(rounds, 7));
  console.log(`\n100,000 files, as ratios to git ls-files: ${walk.toFixed(2)}× to walk, ${all.toFixed(2)}× to detect`);
  console.log('\nLooking at a project of growing size:');
  for (const line of growth(rounds)) console.log(line);
} finally {
  rmSync(work, { recursive: true, force: true });
}
