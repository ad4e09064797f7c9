/*
 * npm run attack [filter]: every test in this folder with all of its inputs, then a table of what was tried and what
 * failed. `npm test` runs the same tests with a few inputs each.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'heroku-nix-attack-'));
const log = join(work, 'tried.jsonl');
writeFileSync(log, '');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const attack = spawnSync(
  process.execPath,
  [vitest, 'run', `test/attack/${process.argv[2] ?? ''}`, '--testTimeout=1800000'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ATTACK: 'all', ATTACK_LOG: log } },
);

/** @type {Map<string, { inputs: number, faults: number }>} */
const table = new Map();
for (const line of readFileSync(log, 'utf8').split('\n').filter(Boolean)) {
  /** @type {unknown} */
  const entry = JSON.parse(line);
  const { surface, inputs, faults } = /** @type {{ surface: string, inputs: number, faults: number }} */ (entry);
  const before = table.get(surface) ?? { inputs: 0, faults: 0 };
  table.set(surface, { inputs: before.inputs + inputs, faults: before.faults + faults });
}
rmSync(work, { recursive: true });

const width = Math.max(7, ...[...table.keys()].map((surface) => surface.length));
console.log(`${'surface'.padEnd(width)}  ${'tried'.padStart(9)}  faults`);
for (const [surface, { inputs, faults }] of table)
  console.log(`${surface.padEnd(width)}  ${inputs.toLocaleString('en-US').padStart(9)}  ${faults}`);
process.exitCode = attack.status ?? 1;
