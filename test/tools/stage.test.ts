import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stage } from '../../generators/core/tools/git.js';
import { freshFolder, place, temporaryFolder, textAt } from '../support/folders.js';
import { gitIn, oddPaths, repositoryOf } from '../support/git.js';

const added = { kind: 'staged', initialised: false, branch: 'main', prefix: '' };

const files = Object.fromEntries(oddPaths.flatMap((path) => [[path, path] as const, [`d/${path}`, path] as const]));

/** What git status lists, with untracked files. */
const status = async (cwd: string): Promise<string[]> =>
  (await gitIn(cwd, 'status', '--porcelain', '-z')).split('\0').filter(Boolean).sort();

const staged = (paths: readonly string[], prefix = ''): string[] => paths.map((path) => `A  ${prefix}${path}`).sort();

describe('staging', () => {
  it('creates a repository if there is none', async () => {
    const folder = temporaryFolder(files);
    const paths = Object.keys(files);
    expect(stage(folder, paths)).toEqual({ ...added, initialised: true });
    expect(await status(folder)).toEqual(staged(paths));
  });

  it('uses the repository around a folder, even before its first commit, with paths of any form', async () => {
    for (const outer of [await repositoryOf({ 'README.md': '' }), freshFolder('unborn')]) {
      await gitIn(outer, 'init', '--quiet', '-b', 'main');
      for (const prefix of ['app/', ...oddPaths.map((path) => `${path}/`)]) {
        place(join(outer, prefix), { 'a.txt': 'a', [oddPaths[0] ?? '']: 'b' });
        const paths = ['a.txt', oddPaths[0] ?? ''];
        expect(stage(join(outer, prefix), paths)).toEqual({ ...added, prefix });
      }
      expect((await status(outer)).filter((line) => !line.startsWith('A  '))).toEqual([]);
    }
  });

  it('works in a linked work tree and in a submodule', async () => {
    const outer = await repositoryOf({ 'README.md': '' });
    const other = await repositoryOf({ 'README.md': '' });
    await gitIn(outer, 'worktree', 'add', '--quiet', '-b', 'side', '../linked');
    await gitIn(outer, 'submodule', 'add', '--quiet', other, 'module');
    const [linked, module] = [join(outer, '../linked'), join(outer, 'module')];
    for (const [folder, branch] of [
      [linked, 'side'],
      [module, 'main'],
    ] as const) {
      place(folder, { 'app/a.txt': 'a' });
      expect(stage(join(folder, 'app'), ['a.txt'])).toEqual({ ...added, branch, prefix: 'app/' });
      expect(await status(folder)).toEqual(['A  app/a.txt']);
    }
    await gitIn(linked, '-c', 'protocol.file.allow=always', 'submodule', 'add', '--quiet', other, 'inner');
    place(linked, { 'inner/b.txt': 'b' });
    expect(stage(join(linked, 'inner'), ['b.txt'])).toMatchObject({ kind: 'staged' });
  });

  it('leaves out untracked files that are ignored, and names them', async () => {
    const folder = await repositoryOf({ '.gitignore': '*.env\nd/\n!d/kept\n', 'old.txt': '' });
    place(folder, {
      '.gitignore': '*.env\nd/\nold.txt\n:*\n',
      'x.env': '',
      'd/y': '',
      ':z': '',
      'old.txt': 'new',
      a: '',
    });
    expect(stage(folder, ['x.env', 'd/y', 'old.txt', ':z', 'a'])).toEqual({
      ...added,
      ignored: ['x.env', 'd/y', ':z'],
    });
    expect(await status(folder)).toEqual([' M .gitignore', 'A  a', 'M  old.txt']);
    expect(stage(folder, ['x.env'])).toEqual({ ...added, ignored: ['x.env'] });
  });

  it.each(['true', 'input', 'false'])('leaves no change behind with core.autocrlf=%s', async (autocrlf) => {
    const folder = await repositoryOf({});
    await gitIn(folder, 'config', 'core.autocrlf', autocrlf);
    place(folder, { a: 'one\ntwo\n', b: '', c: 'no end' });
    expect(stage(folder, ['a', 'b', 'c'])).toEqual(added);
    expect(await status(folder)).toEqual(staged(['a', 'b', 'c']));
  });

  it("keeps executable files, and the index's mode if the disk has none", async () => {
    const folder = await repositoryOf({ 'run.sh': 'x', plain: 'x' });
    chmodSync(join(folder, 'run.sh'), 0o755);
    const modes = async (): Promise<string> => (await gitIn(folder, 'ls-files', '-s')).replace(/ .*\t/g, ' ');
    expect(stage(folder, ['run.sh', 'plain'])).toEqual(added);
    expect(await modes()).toBe('100644 plain\n100755 run.sh');
    await gitIn(folder, 'config', 'core.fileMode', 'false');
    chmodSync(join(folder, 'run.sh'), 0o644);
    place(folder, { new: '' });
    expect(stage(folder, ['run.sh', 'plain', 'new'])).toEqual(added);
    expect(await modes()).toBe('100644 new\n100644 plain\n100755 run.sh');
  });

  it('reports that git is missing, and creates nothing', () => {
    const folder = temporaryFolder({ a: '' });
    const path = process.env.PATH;
    process.env.PATH = freshFolder('empty');
    try {
      expect(stage(folder, ['a'])).toEqual({ kind: 'missing' });
    } finally {
      process.env.PATH = path;
    }
    expect(readdirSync(folder)).toEqual(['a']);
  });
});

describe('staging fails, with a reason,', () => {
  it.each<[string, (folder: string) => unknown, RegExp]>([
    [
      'without HEAD',
      (folder) => {
        renameSync(join(folder, '.git/HEAD'), join(folder, '.git/off'));
      },
      /not a git repository/,
    ],
    [
      'with an empty .git',
      (folder) => {
        rmSync(join(folder, '.git'), { recursive: true });
        mkdirSync(join(folder, '.git'));
      },
      /not a git repository/,
    ],
    [
      'with an empty file .git',
      (folder) => {
        rmSync(join(folder, '.git'), { recursive: true });
        writeFileSync(join(folder, '.git'), '');
      },
      /invalid gitfile/,
    ],
    [
      'with a broken link .git',
      (folder) => {
        rmSync(join(folder, '.git'), { recursive: true });
        symlinkSync('nowhere', join(folder, '.git'));
      },
      /not a git repository/,
    ],
    [
      "with settings that can't be read",
      (folder) => {
        writeFileSync(join(folder, '.git/config'), '[core\n');
      },
      /bad config/,
    ],
    ['in a bare repository', (folder) => gitIn(folder, 'config', 'core.bare', 'true'), /work tree/],
    ['if files are elsewhere', (folder) => gitIn(folder, 'config', 'core.worktree', '../..'), /another directory/],
  ])('%s, and creates no second repository', async (_, spoil, why) => {
    const folder = await repositoryOf({ a: '' });
    await spoil(folder);
    place(folder, { 'app/b': '' });
    const before = readdirSync(folder);
    expect(stage(join(folder, 'app'), ['b'])).toMatchObject({
      kind: 'failed',
      why: expect.stringMatching(why) as string,
      passing: false,
    });
    expect(readdirSync(folder)).toEqual(before);
    expect(readdirSync(join(folder, 'app'))).toEqual(['b']);
  });

  it('if a folder looks like a bare repository without a .git', async () => {
    const folder = temporaryFolder({ HEAD: 'ref: refs/heads/main\n', 'objects/x': '', 'refs/x': '', 'app/a': '' });
    expect(stage(join(folder, 'app'), ['a'])).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('bare') as string,
    });
    expect(existsSync(join(folder, '.git'))).toBe(false);
    await gitIn(folder, 'init', '--quiet');
    expect(stage(join(folder, 'app'), ['a'])).toMatchObject({ kind: 'staged', prefix: 'app/' });
  });

  it('inside a submodule of the repository, whether it is checked out or not', async () => {
    const [outer, other] = [await repositoryOf({}), await repositoryOf({ 'README.md': '' })];
    await gitIn(outer, 'submodule', 'add', '--quiet', other, 'module');
    place(outer, { 'module/a': '', b: '' });
    expect(stage(outer, ['b', 'module/a'])).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('module') as string,
    });
    rmSync(join(outer, 'module/.git'));
    expect(stage(outer, ['b', 'module/a'])).toMatchObject({ kind: 'failed' });
    expect(await gitIn(outer, 'ls-files', '-s', 'module')).toMatch(/^160000 /);
  });

  it('temporarily, while another git process holds the index', async () => {
    const folder = await repositoryOf({});
    place(folder, { a: '', '.git/index.lock': '' });
    expect(stage(folder, ['a'])).toMatchObject({ kind: 'failed', passing: true });
    expect(textAt(folder, '.git/index.lock')).toBe('');
  });
});
