/*
 * How the time to look at a project grows with its size: three shapes, several sizes each, in turn so that changes in
 * the machine's speed affect all alike. The exponent is the slope of a line through the logarithms of size and median
 * time: 1 is linear, 2 quadratic.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalog } from '../../dist/generators/core/catalog/load.js';
import { examine } from '../../dist/generators/core/project/detect.js';

const { templates, detection } = loadCatalog();

/**
 * @param {number} count
 * @param {(index: number) => string} line
 */
const lines = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** @type {Record<string, { largest: number, file: string, text: (count: number) => string }>} */
const shapes = {
  'many lines': { largest: 80_000, file: 'requirements.txt', text: (count) => lines(count, (each) => `# p${each}`) },
  'many dependencies': {
    largest: 16_000,
    file: 'package.json',
    text: (count) =>
      JSON.stringify(
        {
          dependencies: Object.fromEntries(
            lines(count, (each) => `p${each}`)
              .split('\n')
              .map((name) => [name, '1']),
          ),
        },
        null,
        2,
      ),
  },
  'one long line': { largest: 400_000, file: 'x.js', text: (count) => 'listen(PORT '.repeat(Math.ceil(count / 12)) },
};

/**
 * @param {number} rounds
 * @returns {string[]} lines of a table
 */
export function growth(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'heroku-nix-growth-'));
  const subjects = Object.entries(shapes).map(([name, { largest, file, text }]) => ({
    name,
    sizes: [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1].map((part) => {
      const root = mkdtempSync(join(folder, 'project-'));
      writeFileSync(join(root, file === 'x.js' ? 'package.json' : 'readme.md'), '{}');
      writeFileSync(join(root, file), text(largest * part));
      return { size: largest * part, root, times: /** @type {number[]} */ ([]) };
    }),
  }));
  // The first round compiles, so it doesn't count.
  for (let round = -1; round < rounds; round += 1) {
    for (const { root, times } of subjects.flatMap(({ sizes }) => sizes)) {
      const start = performance.now();
      examine({ templates, common: detection }, root);
      if (round >= 0) times.push(performance.now() - start);
    }
  }
  rmSync(folder, { recursive: true });
  return subjects.map(({ name, sizes }) => {
    const points = sizes.map(({ size, times }) => ({ size, time: median(times) }));
    const told = points.map(({ size, time }) => `${size.toLocaleString('en-US')}: ${time.toFixed(1)}`).join(', ');
    return `${name.padEnd(20)} ${told} ms; grows by ${slope(points).toFixed(2)}`;
  });
}

/**
 * @param {{ size: number, time: number }[]} points
 */
function slope(points) {
  const logs = points.map(({ size, time }) => ({ x: Math.log(size), y: Math.log(time) }));
  const mean = { x: average(logs.map(({ x }) => x)), y: average(logs.map(({ y }) => y)) };
  const top = logs.reduce((sum, { x, y }) => sum + (x - mean.x) * (y - mean.y), 0);
  return top / logs.reduce((sum, { x }) => sum + (x - mean.x) ** 2, 0);
}

/** @param {number[]} values */
const average = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
