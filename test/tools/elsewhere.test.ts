import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stage } from '../../generators/core/tools/git.js';
import { place, temporaryFolder } from '../support/folders.js';
import { gitIn, repositoryOf } from '../support/git.js';

describe('a .git that leads elsewhere', () => {
  it.each(['file', 'link', 'common'])(
    "isn't followed (%s), unless that repository knows the directory",
    async (form) => {
      const other = await repositoryOf({ 'other.txt': 'x' });
      const folder = temporaryFolder({ a: 'a' });
      const dotGit = join(folder, '.git');
      if (form === 'file') writeFileSync(dotGit, `gitdir: ${join(other, '.git')}\n`);
      else if (form === 'link') symlinkSync(join(other, '.git'), dotGit);
      else place(dotGit, { HEAD: 'ref: refs/heads/main\n', commondir: join(other, '.git') });
      const outcome = stage(folder, ['a']);
      expect(outcome).toMatchObject({
        kind: 'failed',
        passing: false,
        why: expect.stringContaining(join(other, '.git')) as string,
      });
      if (form === 'common') return;
      const fix = /git --git-dir=(\S+) config core.worktree (\S+)/.exec('why' in outcome ? outcome.why : '');
      await gitIn(folder, `--git-dir=${fix?.[1] ?? ''}`, 'config', 'core.worktree', fix?.[2] ?? '');
      expect(stage(folder, ['a'])).toMatchObject({ kind: 'staged' });
    },
  );

  it.each(['index', 'objects', 'objects/aa'])("isn't written to through a link at %s", async (part) => {
    const other = await repositoryOf({ 'other.txt': 'x' });
    const folder = await repositoryOf({});
    const [from, to] = [join(folder, '.git', part), join(other, '.git', part)];
    mkdirSync(join(other, '.git/objects/aa'), { recursive: true });
    rmSync(from, { recursive: true, force: true });
    symlinkSync(to, from);
    place(folder, { a: 'a' });
    expect(stage(folder, ['a'])).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('symbolic link') as string,
    });
  });
});

describe('a folder in a repository', () => {
  it("is reported if it looks like a repository without files, and git isn't started in it", async () => {
    const root = await repositoryOf({ 'api/HEAD': 'ref: refs/heads/main\n', 'api/refs/x': '', 'api/objects/x': '' });
    place(root, { 'api/nix/a': 'a' });
    for (const folder of ['api', 'api/nix'])
      expect(stage(join(root, folder), ['a'])).toMatchObject({
        kind: 'failed',
        why: expect.stringContaining('looks like a bare repository') as string,
      });
    expect(stage(root, ['api/nix/a'])).toMatchObject({ kind: 'staged' });
  });

  it.each(['HEAD', 'config', 'index'])("doesn't hang on a pipe instead of %s", async (name) => {
    const root = await repositoryOf({ a: 'a' });
    rmSync(join(root, '.git', name));
    spawnSync('mkfifo', [join(root, '.git', name)]);
    expect(stage(root, ['a'])).toMatchObject({ kind: 'failed', why: expect.stringContaining(name) as string });
  });

  it('accepts only regular files, not links', async () => {
    const root = await repositoryOf({ a: 'a' });
    const outside = temporaryFolder({ secret: 'precious' });
    place(root, { b: 'b' });
    symlinkSync(join(outside, 'secret'), join(root, 'link'));
    mkdirSync(join(root, 'folder'));
    expect(stage(root, ['b', 'link', 'folder', 'gone'])).toMatchObject({ kind: 'staged' });
    expect(await gitIn(root, 'ls-files')).toBe('a\nb');
  });
});
