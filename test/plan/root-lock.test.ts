import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Write } from '../../generators/core/change.js';
import { exitCodes } from '../../generators/core/errors.js';
import { apply, settleCutOff } from '../../generators/core/plan/apply.js';
import { ownHolder, textOf, type Holder } from '../../generators/core/plan/lock-holder.js';
import { lockName, lockRoot } from '../../generators/core/plan/root-lock.js';
import { place, plainTree, temporaryFolder, textAt, treeOf } from '../support/folders.js';

const create = (path: string, text: string): Write => ({
  kind: 'create',
  path,
  file: { content: Buffer.from(text), mode: 0o644, ownership: 'managed', reason: 'because' },
});

/** A process that is over. */
const gone = spawnSync(process.execPath, ['-e', '0']).pid;

const left = async (root: string, other: Partial<Holder> = {}): Promise<string> => {
  const token = randomBytes(16).toString('hex');
  symlinkSync(textOf({ ...(await ownHolder(root, token)), pid: gone, ...other }), join(root, lockName));
  place(root, { [`.heroku-nix-${token}/0.new`]: 'half' });
  return token;
};

describe('what an earlier run left', () => {
  it('is removed where its process is gone', async () => {
    const root = temporaryFolder({ mine: 'mine' });
    await left(root);
    expect(await settleCutOff(root, () => undefined)).toBe(true);
    expect(treeOf(root)).toEqual(plainTree({ mine: 'mine' }));
    expect(await settleCutOff(root, () => undefined)).toBe(false);
  });

  it('is removed where another process has its number by now', async () => {
    const root = temporaryFolder();
    await left(root, { pid: process.ppid, started: 'other.1' });
    await apply(root, [create('a', 'new')]);
    expect(treeOf(root)).toEqual(plainTree({ a: 'new' }));
  });

  it('stays where its process is at work, and the other run is told who', async () => {
    const root = temporaryFolder();
    const lock = await lockRoot(root);
    const error: unknown = await apply(root, [create('a', 'new')]).catch((each: unknown) => each);
    expect(error).toMatchObject({ code: exitCodes.passing });
    expect(String(error)).toMatch(new RegExp(`Process ${process.pid} on ${hostname()} has held .*${lockName}`));
    await expect(settleCutOff(root, () => undefined)).rejects.toThrow('Another run');
    await lock.release();
    await apply(root, [create('a', 'new')]);
    expect(readdirSync(root)).toEqual(['a']);
  });

  it('stays for an hour where it is of another machine, which cannot be asked', async () => {
    const root = temporaryFolder();
    const machine = 'elsewhere/pid:[1]';
    await left(root, { machine });
    await expect(apply(root, [create('a', 'new')])).rejects.toThrow('on elsewhere has held');
    rmSync(join(root, lockName));
    await left(root, { machine, since: Date.now() - 3_700_000 });
    await apply(root, [create('a', 'new')]);
    expect(textAt(root, 'a')).toBe('new');
  });

  it('is taken over by one of many, also where those that take over are killed', async () => {
    const root = temporaryFolder();
    const token = await left(root);
    // One that was killed while it took over.
    const heir = { ...(await ownHolder(root, randomBytes(16).toString('hex'))), pid: gone };
    symlinkSync(textOf({ ...heir, tokens: [...heir.tokens, token] }), join(root, `${lockName}-${token}`));
    const runs = await Promise.allSettled(Array.from({ length: 20 }, () => lockRoot(root)));
    const [winner, ...others] = runs.flatMap((run) => (run.status === 'fulfilled' ? [run.value] : []));
    expect(others).toEqual([]);
    expect(winner?.left).toContain(token);
    await winner?.release();
    expect(readdirSync(root)).toEqual([`.heroku-nix-${token}`]);
  });
});

describe('what is not ours', () => {
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

  it('is neither followed nor removed where a lock came with a copy', async () => {
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
  ])('is told where it has the name of the lock: %s', async (_, make) => {
    const root = temporaryFolder({ mine: 'mine' });
    make(join(root, lockName));
    await expect(apply(root, [create('a', 'new')])).rejects.toThrow(`${lockName} is in the way`);
    expect(readdirSync(root).sort()).toEqual([lockName, 'mine']);
  });

  it('is outside of the directory, even where a journal of ours was made to say otherwise', async () => {
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
    await expect(settleCutOff(root, () => undefined)).rejects.toThrow('its journal cannot be read');
    expect(textAt(parent, 'victim')).toBe('precious');
  });
});
