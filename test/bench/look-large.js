import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * What it costs to look at a repository of 100,000 files, as a ratio to `git ls-files` there, round by round: the walk
 * alone, and the whole detection. Each round has its own thread, so nothing is cached from the last one.
 *
 * @param {string} folder empty
 * @param {number} rounds
 * @returns {Promise<{ walk: number, all: number }>}
 */
export async function lookRatios(folder, rounds) {
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
  /** @type {{ walk: number, all: number }[]} */
  const ratios = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    spawnSync('git', ['ls-files'], { cwd: folder, maxBuffer: 2 ** 28 });
    const listing = performance.now() - start;
    const looker = new Worker(join(import.meta.dirname, 'look.js'), { workerData: folder });
    const reply = /** @type {{ walk: number, all: number }[]} */ (await once(looker, 'message'));
    for (const { walk, all } of reply) ratios.push({ walk: walk / listing, all: all / listing });
  }
  const middle = Math.floor(ratios.length / 2);
  const walks = ratios.map(({ walk }) => walk).sort((a, b) => a - b);
  const alls = ratios.map(({ all }) => all).sort((a, b) => a - b);
  return { walk: walks[middle] ?? NaN, all: alls[middle] ?? NaN };
}
