import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tracked } from '../../generators/core/tools/git.js';
import { freshFolder, place, temporaryFolder } from '../support/folders.js';
import { gitIn, oddPaths, repositoryOf } from '../support/git.js';

describe('which files git tracks', () => {
  it('is those in the index, committed or not', async () => {
    const folder = await repositoryOf({ 'a.txt': 'a', 'sub/b.txt': 'b', '.gitignore': 'ignored.txt\n' });
    place(folder, { 'new.txt': '', 'ignored.txt': '', 'staged.txt': '' });
    await gitIn(folder, 'add', 'staged.txt');
    const asked = ['a.txt', 'sub/b.txt', 'new.txt', 'ignored.txt', 'staged.txt', 'absent', 'sub'];
    expect(tracked(folder, asked)).toEqual(new Set(['a.txt', 'sub/b.txt', 'staged.txt']));
  });

  it('is reported with paths relative to the given directory', async () => {
    const folder = await repositoryOf({ 'a.txt': '', 'app/a.txt': '', 'app/deep/b.txt': '' });
    expect(tracked(join(folder, 'app'), ['a.txt', 'deep/b.txt', 'b.txt'])).toEqual(new Set(['a.txt', 'deep/b.txt']));
  });

  it('works for paths of any form, each taken literally', async () => {
    const folder = await repositoryOf(Object.fromEntries(oddPaths.map((path) => [path, 'x'])));
    const absent = ['*', ':/', 'a', `x${'y'.repeat(300)}`];
    expect(tracked(folder, [...oddPaths, ...absent])).toEqual(new Set(oddPaths));
  });

  it('works for more paths than fit on one command line', async () => {
    const paths = Array.from({ length: 450 }, (_, at) => `f${String(at)}`);
    const folder = await repositoryOf(Object.fromEntries(paths.map((path) => [path, ''])));
    expect(tracked(folder, [...paths, 'other'])?.size).toBe(450);
  });

  it('is unknown without a repository, with a broken one, or for an impossible path', async () => {
    expect(tracked(temporaryFolder({ a: '' }), ['a'])).toBeUndefined();
    expect(tracked(join(freshFolder(), 'absent'), ['a'])).toBeUndefined();
    const folder = await repositoryOf({ a: '' });
    expect(tracked(folder, ['../outside'])).toBeUndefined();
    expect(tracked(folder, ['a\0b'])).toBeUndefined();
    renameSync(join(folder, '.git/HEAD'), join(folder, '.git/HEAD.off'));
    expect(tracked(folder, ['a'])).toBeUndefined();
    const empty = temporaryFolder({ a: '' });
    mkdirSync(join(empty, '.git'));
    expect(tracked(empty, ['a'])).toBeUndefined();
  });
});
