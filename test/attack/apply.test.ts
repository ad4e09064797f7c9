import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readLock } from '../../generators/core/plan/lock.js';
import { lockPath } from '../../generators/core/model/records.js';
import { place, temporaryFolder, textAt, treeOf } from '../support/folders.js';
import { effort, tried } from './support/effort.js';
import { newTree, oldTree, start, trees, withoutOurs } from './support/small.js';

/** Waits up to a minute for a file; false loses a race against the end of a run. */
async function appears(path: string): Promise<false> {
  for (let turn = 0; turn < 3000 && !existsSync(path); turn += 1) await setTimeout(20);
  return false;
}

describe('writing a few files', () => {
  it('is undone, done, or completed by the next run, whatever fails at any call', async () => {
    const seen = new Set<string>();
    const faults = [
      ['SIGKILL', effort(2, 1)],
      ['SIGTERM', effort(3, 1)],
      ['EIO', effort(3, 1)],
      ['EPERM', effort(5, 1)],
      ['ENOSPC', effort(5, 1)],
      ['ENOSPC always', effort(4, 1)],
    ] as const;
    for (const [fault, step] of faults) {
      let points = 0;
      for (let at = 0; ; at += step) {
        const cwd = temporaryFolder(trees.old);
        const [what = '', lasts] = fault.split(' ');
        const env = { FAULT_AT: String(at), FAULT: what, FAULT_LASTS: lasts };
        const ran = await start(cwd, env).catch(() => 'killed' as const);
        if (ran !== 'killed' && ran.code === 0) {
          // It finished before that call, or didn't need it: then the lock may stay until the next run.
          expect(withoutOurs(cwd), `${fault} ${at}`).toEqual(newTree);
          expect(await start(cwd)).toMatchObject({ code: 0, stderr: '' });
          expect(treeOf(cwd), `${fault} ${at}`).toEqual(newTree);
          if (at > 60) break;
          points += 1;
          continue;
        }
        points += 1;
        const tree = withoutOurs(cwd);
        for (const [path, text] of tree)
          expect([oldTree.get(path), newTree.get(path)], `${fault} ${at} ${path}`).toContain(text);
        seen.add(
          `${fault}: ${isDeepStrictEqual(tree, oldTree) ? 'old' : isDeepStrictEqual(tree, newTree) ? 'new' : 'other'}`,
        );
        // Only a run that is killed leaves a mixture.
        if (fault === 'SIGTERM') expect([oldTree, newTree], `${fault} ${at}`).toContainEqual(treeOf(cwd));
        if (['EIO', 'EPERM', 'ENOSPC'].includes(fault))
          expect([oldTree, newTree], `${fault} ${at}`).toContainEqual(treeOf(cwd));
        expect(await start(cwd), `again after ${fault} ${at}`).toMatchObject({ code: 0, stderr: '' });
        expect(treeOf(cwd), `again after ${fault} ${at}`).toEqual(newTree);
        expect(
          readdirSync(cwd).filter((each) => each.startsWith('.heroku-nix-')),
          `${fault} ${at}`,
        ).toEqual([]);
      }
      tried(fault.startsWith('SIG') ? 'kill points' : 'injected errors', points, 0);
    }
    // An interruption takes effect before the first move and after the last one; an error reverts the moves.
    const ends = [
      ...['old', 'new', 'other'].map((end) => `SIGKILL: ${end}`),
      'SIGTERM: old',
      'SIGTERM: new',
      'EIO: old',
    ];
    expect([...seen]).toEqual(expect.arrayContaining(ends));
  }, 1_800_000);

  it('is completed even if the run that completes it is killed, too', async () => {
    const pairs = effort(8, 200);
    let faults = 0;
    for (let pair = 0; pair < pairs; pair += 1) {
      const cwd = temporaryFolder(trees.old);
      // Unrelated numbers that are the same in each run of the test.
      for (const at of [8 + ((pair * 7) % 28), (pair * 5) % 23, (pair * 11) % 17])
        await start(cwd, { FAULT_AT: String(at), FAULT: 'SIGKILL' }).catch(() => 'killed');
      const last = await start(cwd);
      if (last.code !== 0 || !isDeepStrictEqual(treeOf(cwd), newTree)) faults += 1;
    }
    tried('kill points', pairs, faults);
    expect(faults).toBe(0);
  }, 1_800_000);

  it('loses no edit, whenever an editor saves a file', async () => {
    const outcomes = new Map<string, number>();
    let points = 0;
    for (let at = 0; ; at += effort(4, 1)) {
      const cwd = temporaryFolder(trees.old);
      const gate = join(temporaryFolder(), 'go');
      const mark = join(temporaryFolder(), 'there');
      const running = start(cwd, { FAULT_AT: String(at), FAULT: gate, FAULT_MARK: mark });
      if (await Promise.race([running.then(() => true), appears(mark)])) break;
      place(cwd, { a: 'edited\n', 'e/f/g': 'made\n' });
      place(gate, { x: '' });
      const { code } = await running;
      points += 1;
      expect(textAt(cwd, 'a'), `call ${at}`).toBe('edited\n');
      expect(textAt(cwd, 'e/f/g'), `call ${at}`).toBe('made\n');
      expect([0, 75], `call ${at}`).toContain(code);
      const { managed } = readLock(textAt(cwd, lockPath));
      outcomes.set(`${code} ${managed.get('a') ?? ''}`, at);
      expect(managed.get('b/c')).toBe(textAt(cwd, 'b/c'));
    }
    tried('edits while files are written', points, 0);
    // Refused; kept, with what the lock said before; or edited after it was written.
    expect([...outcomes.keys()]).toEqual(expect.arrayContaining(['75 old\n', '0 old\n', '0 new\n']));
  }, 600_000);
});
