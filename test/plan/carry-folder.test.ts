import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileSet } from '../../generators/core/model/pipeline.js';
import { lockPath } from '../../generators/core/model/records.js';
import { carryForward } from '../../generators/core/plan/carry.js';
import { stageOf } from '../../generators/core/plan/journal.js';
import { lockFile, lockOf, readLock } from '../../generators/core/plan/lock.js';
import { prepareStage } from '../../generators/core/plan/stage.js';
import { create } from '../support/cut-off.js';
import { freshFolder, place, textAt } from '../support/folders.js';

const paths = ['x', 'y', '/.github/x', '/.github/y'];

describe.each(['', 'packages/api/'])('a project at %j whose files are written', (prefix) => {
  it('has no record of files that appeared in the meantime', async () => {
    const root = freshFolder();
    const at = (path: string): string => (path.startsWith('/') ? path.slice(1) : prefix + path);
    const mine = prefix === '' ? paths.slice(0, 2) : paths;
    const changes = mine.map((path) => create(at(path), 'ours'));
    const files: FileSet = new Map(mine.map((path, index) => [path, changes[index]?.file ?? create('', '').file]));
    const lock = lockFile(lockOf(files, { template: 'a', name: 'app' } as never, '1.0.0'));
    const stage = stageOf(root, randomBytes(16).toString('hex'));
    const all = [...changes, { kind: 'create', path: at(lockPath), file: lock } as const];
    const journal = await prepareStage(root, stage, all, { paths: [], init: false });
    place(root, Object.fromEntries(mine.filter((path) => path.endsWith('y')).map((path) => [at(path), 'mine'])));
    const kept = await carryForward(root, stage, journal, () => undefined);
    expect(kept).toEqual(mine.filter((path) => path.endsWith('y')).map(at));
    const { managed } = readLock(textAt(join(root, prefix), lockPath));
    expect([...managed.keys()].sort()).toEqual(mine.filter((path) => path.endsWith('x')).sort());
    for (const path of mine) expect(textAt(root, at(path))).toBe(path.endsWith('x') ? 'ours' : 'mine');
  });
});
