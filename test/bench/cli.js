/*
 * npm run bench [rounds]: whole processes, in turn (a b c a b c …) so that a change of the machine's pace meets all
 * alike; medians, and ratios to the empty generator round by round.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rounds = Number(process.argv[2] ?? 15);
const root = join(import.meta.dirname, '../..');
const bin = join(root, 'dist/generators/heroku-nix.js');
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
} finally {
  rmSync(work, { recursive: true, force: true });
}
