import { lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { lockName } from '../../generators/core/plan/root-lock.js';
import { freshFolder, temporaryFolder, treeOf } from '../support/folders.js';
import { run } from '../support/run.js';
import { copyOf, runWith, scenarios, stateOf } from './support/doors.js';
import { effort, tried } from './support/effort.js';
import { newTree, start, trees } from './support/small.js';

describe('two runs at once', () => {
  it('never harm each other, however they overlap', async () => {
    const pairs = effort(10, 300);
    const wrong: string[] = [];
    const ends = new Map<string, number>();
    for (let pair = 0; pair < pairs; pair += 1) {
      const cwd = temporaryFolder(trees.old);
      const gate = join(freshFolder(), 'go');
      // One waits at a call while the other runs from start to end.
      const slow = start(cwd, { FAULT_AT: String(pair % 40), FAULT: gate });
      await setTimeout(250);
      const quick = await start(cwd);
      writeFileSync(gate, '');
      const codes = [(await slow).code, quick.code];
      ends.set(codes.join(), (ends.get(codes.join()) ?? 0) + 1);
      if (!codes.every((code) => [0, 75].includes(code)) || !codes.includes(0)) wrong.push(`${pair}: ${codes.join()}`);
      if (!isDeepStrictEqual(treeOf(cwd), newTree)) wrong.push(`${pair}: the tree`);
    }
    tried('two runs at once', pairs, wrong.length);
    expect(wrong).toEqual([]);
    // The later one is refused while the first one is running.
    expect(ends.get('0,75') ?? 0).toBeGreaterThan(0);
  }, 900_000);

  it('take over together what a third one left behind, and only one of them does it', async () => {
    const rounds = effort(3, 60);
    const wrong: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const cwd = temporaryFolder(trees.old);
      await start(cwd, { FAULT_AT: String(4 + (round % 24)), FAULT: 'SIGKILL' }).catch(() => 'killed');
      const runs = await Promise.all(Array.from({ length: 4 }, () => start(cwd)));
      const codes = runs.map(({ code }) => code);
      if (!codes.every((code) => [0, 75].includes(code)) || !codes.includes(0)) wrong.push(`${round}: ${codes.join()}`);
      if (!isDeepStrictEqual(treeOf(cwd), newTree)) wrong.push(`${round}: the tree`);
    }
    tried('two runs at once', rounds * 6, wrong.length);
    expect(wrong).toEqual([]);
  }, 900_000);
});

describe.each(effort(1, 2) === 1 ? scenarios.filter((_, index) => index % 3 === 0) : scenarios)(
  'two runs of $name',
  ({ args, prepare }) => {
    it('end like one of them, and the other one reports which is running', async () => {
      const before = await prepare();
      const reference = copyOf(before);
      expect(await run(args, { cwd: reference })).toMatchObject({ code: 0 });
      const done = await stateOf(reference);
      const rounds = effort(1, 10);
      let told = 0;
      for (let round = 0; round < rounds; round += 1) {
        const cwd = copyOf(before);
        const gate = join(freshFolder(), 'go');
        const slow = runWith(args, cwd, { at: 4 + 3 * round, what: gate });
        for (
          let turn = 0;
          turn < 200 && lstatSync(join(cwd, lockName), { throwIfNoEntry: false }) === undefined;
          turn += 1
        )
          await setTimeout(50);
        const quick = await run(args, { cwd });
        writeFileSync(gate, '');
        const first = await slow;
        expect(first).toMatchObject({ code: 0, stderr: '' });
        if (quick.code === 75) {
          told += 1;
          expect(quick.stderr).toContain('Another run is writing to the same directory');
          expect(quick.stderr).toMatch(/Process \d+ on \S+ has held/);
        } else expect(quick.code).toBe(0);
        expect(await stateOf(cwd)).toEqual(done);
      }
      tried('two runs at once', rounds, 0);
      expect(told).toBeGreaterThan(0);
    }, 900_000);
  },
);
