import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change, DiskEntry, Write } from '../../generators/core/model/change.js';
import type { RenderedFile } from '../../generators/core/model/pipeline.js';
import { UserError } from '../../generators/core/model/errors.js';
import { apply } from '../../generators/core/plan/apply.js';
import { diffOf } from '../../generators/core/plan/diff.js';
import { plan } from '../../generators/core/plan/plan.js';
import { openProject } from '../../generators/core/project/project.js';
import { temporaryFolder } from '../support/folders.js';

const file = (text: string, ownership: RenderedFile['ownership'] = 'managed', mode = 0o644): RenderedFile => ({
  content: Buffer.from(text),
  mode,
  ownership,
  reason: 'because',
});
const onDisk = (text: string): DiskEntry => ({ kind: 'file', content: Buffer.from(text), mode: 0o644 });

describe('a plan', () => {
  it.each<[string, DiskEntry, RenderedFile, Change['kind']]>([
    ['creates a missing file', { kind: 'absent' }, file('a'), 'create'],
    ['keeps an identical file', onDisk('a'), file('a'), 'keep'],
    ['reports a conflict for a file that differs', onDisk('b'), file('a'), 'conflict'],
    ["reports a conflict for a user's file that differs, too", onDisk('b'), file('a', 'once'), 'conflict'],
    ['rewrites its own record', onDisk('b'), file('a', 'record'), 'update'],
    ['names what is in the way', { kind: 'blocked', why: 'a wall' }, file('a'), 'blocked'],
  ])('%s', (_, entry, next, kind) => {
    expect(plan(new Map([['x', entry]]), new Map([['x', next]])).map((change) => change.kind)).toEqual([kind]);
  });

  it('is sorted by path, whatever the order of the files', () => {
    const next = new Map(['b', 'a/z', 'a'].map((path) => [path, file(path)]));
    expect(plan(new Map(), next).map(({ path }) => path)).toEqual(['a', 'a/z', 'b']);
  });

  it('shows a difference as a unified diff, and nothing for a new file', () => {
    const [differs] = plan(new Map([['x', onDisk('old\nsame\n')]]), new Map([['x', file('new\nsame\n')]]));
    const [fresh] = plan(new Map(), new Map([['x', file('new')]]));
    expect(differs && diffOf(differs)).toMatch(/^--- a\/x[^]*\n-old\n\+new\n same\n$/);
    expect(fresh && diffOf(fresh)).toBe('');
  });
});

const write = (path: string, text: string, mode?: number): Write => ({
  kind: 'create',
  path,
  file: file(text, 'once', mode),
});

describe('applying a plan', () => {
  it('creates the destination, its folders and files with their modes, and leaves nothing else', async () => {
    const root = join(temporaryFolder(), 'deep/er');
    await apply(root, [write('a/b.txt', 'text'), write('run', '#!/bin/sh\n', 0o755)]);
    expect(readdirSync(root, { recursive: true }).sort()).toEqual(['a', 'a/b.txt', 'run']);
    expect(readFileSync(join(root, 'a/b.txt'), 'utf8')).toBe('text');
    expect(statSync(join(root, 'run')).mode & 0o111).toBe(0o111);
  });

  it('keeps what was there if a write fails, and leaves no traces', async () => {
    const root = temporaryFolder({ blocker: 'a file where a folder is needed', 'a.txt': 'old' });
    await expect(apply(root, [write('blocker/x', 'x')])).rejects.toThrow(UserError);
    expect(readdirSync(root).sort()).toEqual(['a.txt', 'blocker']);
  });

  it('leaves no empty destination behind if a write fails', async () => {
    const parent = temporaryFolder();
    await expect(apply(join(parent, 'new/er'), [write('x'.repeat(300), 'x')])).rejects.toThrow('Could not write');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('does nothing for an empty plan', async () => {
    const root = join(temporaryFolder(), 'never');
    await apply(root, []);
    expect(existsSync(root)).toBe(false);
  });
});

describe('a project', () => {
  it('distinguishes files, missing paths and blocked paths', () => {
    const outside = temporaryFolder({ secret: 'mine' });
    const root = temporaryFolder({ 'a.txt': 'text', 'sub/b.txt': 'text' });
    mkdirSync(join(root, 'folder.txt'));
    symlinkSync(outside, join(root, 'out'));
    symlinkSync(join(root, 'sub'), join(root, 'within'));
    symlinkSync(join(root, 'nowhere'), join(root, 'broken'));
    symlinkSync(join(root, 'a.txt'), join(root, 'link.txt'));
    const { entry } = openProject(root);
    expect(entry('a.txt').kind).toBe('file');
    expect(entry('none/at/all')).toEqual({ kind: 'absent' });
    expect(entry('within/new')).toEqual({ kind: 'absent' });
    expect(entry('folder.txt')).toEqual({ kind: 'blocked', why: 'a directory is in the way' });
    expect(entry('link.txt')).toEqual({ kind: 'blocked', why: 'a symbolic link is in the way' });
    expect(entry('a.txt/b')).toEqual({ kind: 'blocked', why: 'a.txt is no directory' });
    expect(entry('out/secret')).toEqual({
      kind: 'blocked',
      why: 'out is a symbolic link out of the destination',
    });
    expect(entry('broken/x')).toEqual({ kind: 'blocked', why: 'broken is a broken symbolic link' });
  });

  it('can be reached through a link, or not be a directory at all', () => {
    const real = temporaryFolder({ 'a.txt': 'text' });
    const parent = temporaryFolder({ file: '' });
    symlinkSync(real, join(parent, 'alias'));
    expect(openProject(join(parent, 'alias')).entry('a.txt').kind).toBe('file');
    expect(openProject(join(parent, 'file')).entry('a.txt').kind).toBe('blocked');
    writeFileSync(join(real, 'b.txt'), 'later');
    expect(openProject(join(parent, 'alias')).text('b.txt')).toBe('later');
    expect(openProject(join(parent, 'none')).text('b.txt')).toBeUndefined();
  });
});
