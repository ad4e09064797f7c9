import { spawnSync } from 'node:child_process';

import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';

import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { apply, settleCutOff } from '../../generators/core/plan/apply.js';

import { lockName } from '../../generators/core/plan/root-lock.js';
import { create, left } from '../support/cut-off.js';
import { place, plainTree, temporaryFolder, textAt, treeOf } from '../support/folders.js';

describe("what isn't ours", () => {
  it('stays, however much it looks like a stage', async () => {
    const mine = {
      '.heroku-nix-backup/db.sql': 'precious',
      '.heroku-nix-config': 'x',
      [`.heroku-nix-${'a'.repeat(32)}/forward.json`]: JSON.stringify({
        entries: [{ path: 'mine', before: null, after: 'x' }],
        folders: [],
        staging: { paths: [], init: false },
      }),
      [`.heroku-nix-${'b'.repeat(32)}`]: 'a file',
    };
    const root = temporaryFolder(mine);
    const week = new Date(Date.now() - 7 * 86_400_000);
    for (const path of Object.keys(mine)) utimesSync(join(root, path), week, week);
    mkdirSync(join(root, `.heroku-nix-${'c'.repeat(32)}`));
    await apply(root, [create('a', 'new')]);
    expect(treeOf(root)).toEqual(plainTree({ ...mine, a: 'new' }));
    expect(lstatSync(join(root, `.heroku-nix-${'c'.repeat(32)}`)).isDirectory()).toBe(true);
  });

  it('is neither followed nor removed if a lock came with a copy', async () => {
    const origin = temporaryFolder({ victim: 'precious' });
    const token = await left(origin, { since: 0 });
    place(origin, {
      [`.heroku-nix-${token}/forward.json`]: JSON.stringify({
        entries: [
          { path: 'victim', before: 'x', after: null },
          { path: 'made', before: null, after: 'x' },
        ],
        folders: [],
        staging: { paths: [], init: false },
      }),
    });
    const copy = temporaryFolder();
    for (const name of readdirSync(origin)) if (name !== lockName) renameSync(join(origin, name), join(copy, name));
    symlinkSync(readlinkSync(join(origin, lockName)), join(copy, lockName));
    const before = treeOf(copy);
    expect(await settleCutOff(copy, () => undefined)).toBe(false);
    const error: unknown = await apply(copy, [create('a', 'new')]).catch((each: unknown) => each);
    expect(String(error)).toContain(`${lockName} is in the way`);
    expect(treeOf(copy)).toEqual(before);
  });

  it.each<[string, (path: string) => void]>([
    [
      'a file',
      (path) => {
        writeFileSync(path, 'x');
      },
    ],
    [
      'a folder',
      (path) => {
        mkdirSync(path);
      },
    ],
    [
      'a link',
      (path) => {
        symlinkSync('/etc/passwd', path);
      },
    ],
    [
      'a pipe',
      (path) => {
        spawnSync('mkfifo', [path]);
      },
    ],
  ])('is reported if it has the name of the lock: %s', async (_, make) => {
    const root = temporaryFolder({ mine: 'mine' });
    make(join(root, lockName));
    await expect(apply(root, [create('a', 'new')])).rejects.toThrow(`${lockName} is in the way`);
    expect(readdirSync(root).sort()).toEqual([lockName, 'mine']);
  });

  it('includes everything outside the directory, even if a journal of ours was altered to name it', async () => {
    const parent = temporaryFolder({ 'root/x': '', victim: 'precious' });
    const root = join(parent, 'root');
    const token = await left(root);
    const entries = [{ path: '../victim', before: null, after: null }];
    place(root, {
      [`.heroku-nix-${token}/forward.json`]: JSON.stringify({
        entries,
        folders: [],
        staging: { paths: [], init: false },
      }),
    });
    await expect(settleCutOff(root, () => undefined)).rejects.toThrow("its journal can't be read");
    expect(textAt(parent, 'victim')).toBe('precious');
  });
});
