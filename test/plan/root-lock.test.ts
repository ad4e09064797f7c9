import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { exitCodes } from '../../generators/core/model/errors.js';
import { apply, settleCutOff } from '../../generators/core/plan/apply.js';
import { isOf, ownHolder, textOf } from '../../generators/core/plan/lock-holder.js';
import { lockName, lockRoot } from '../../generators/core/plan/root-lock.js';
import { create, gone, left } from '../support/cut-off.js';
import { place, plainTree, temporaryFolder, textAt, treeOf } from '../support/folders.js';

describe('what an earlier run left behind', () => {
  it('is removed if its process is gone', async () => {
    const root = temporaryFolder({ mine: 'mine' });
    await left(root);
    expect(await settleCutOff(root, () => undefined)).toBe(true);
    expect(treeOf(root)).toEqual(plainTree({ mine: 'mine' }));
    expect(await settleCutOff(root, () => undefined)).toBe(false);
  });

  it('is removed if another process has its PID now', async () => {
    const root = temporaryFolder();
    await left(root, { pid: process.ppid, started: 'other.1' });
    await apply(root, [create('a', 'new')]);
    expect(treeOf(root)).toEqual(plainTree({ a: 'new' }));
  });

  it('stays while its process is running, and the other run is told which one', async () => {
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

  it("stays for an hour if it is from another machine, which can't be asked", async () => {
    const root = temporaryFolder();
    const machine = 'elsewhere/pid:[1]';
    await left(root, { machine });
    await expect(apply(root, [create('a', 'new')])).rejects.toThrow('on elsewhere has held');
    rmSync(join(root, lockName));
    for (const since of [Date.now() - 3_700_000, Date.now() + 10 ** 12]) {
      await left(root, { machine, since });
      expect(await settleCutOff(root, () => undefined)).toBe(true);
    }
    await apply(root, [create('a', 'new')]);
    expect(textAt(root, 'a')).toBe('new');
  });

  it('is taken over by exactly one of many runs, even if earlier heirs were killed', async () => {
    const root = temporaryFolder();
    const token = await left(root);
    // A run that was killed while it took over.
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

describe('a directory', () => {
  it("is recognized after its disk was remounted, but a copy of it isn't", async () => {
    const root = temporaryFolder();
    const own = await ownHolder(root, 'a'.repeat(32));
    const [device = '', inode = '', birth = ''] = own.root.split(':');
    place(root, { x: '' });
    await setTimeout(20);
    place(root, { y: '' });
    // If the system knows when a directory was created, that is enough; if not, device and inode must be the same.
    const isKnown = birth !== '0' && statSync(root, { bigint: true }).ctimeNs.toString() !== birth;
    expect(await isOf(root, { ...own, root: `1${device}:${inode}:${birth}` })).toBe(isKnown);
    expect(await isOf(root, { ...own, root: `${device}:${inode}:${birth}` })).toBe(true);
    expect(await isOf(root, { ...own, root: `${device}:${inode}:1${birth}` })).toBe(!isKnown);
    expect(await isOf(root, { ...own, root: `1${device}:${inode}:1${birth}` })).toBe(false);
  });

  it('is free if the process that holds it has ended, even if nothing has waited for it', async () => {
    const root = temporaryFolder();
    // The shell doesn't wait for the child, which stays a zombie until the shell ends.
    const shell = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 20'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const pid = Number(
      await new Promise((resolve) =>
        shell.stdout.once('data', (text) => {
          resolve(String(text));
        }),
      ),
    );
    await setTimeout(200);
    await left(root, { pid, started: 'any' });
    await apply(root, [create('a', 'new')]);
    expect(textAt(root, 'a')).toBe('new');
    shell.kill();
  });
});
