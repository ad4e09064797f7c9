import { chmodSync, chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { committed, unguarded } from '../../generators/core/tools/git.js';
import { freshFolder, place } from '../support/folders.js';
import { gitIn, oddPaths, repositoryOf } from '../support/git.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("what isn't committed", () => {
  it('is empty right after a commit, whatever other files there are', async () => {
    const folder = await repositoryOf({ a: 'a', 'app/b': 'b' });
    place(folder, { 'notes.txt': '', 'app/notes.txt': '' });
    expect(committed(folder)).toEqual({ kind: 'clean' });
    expect(committed(join(folder, 'app'))).toEqual({ kind: 'clean' });
  });

  it('is what was edited, staged or removed below the directory, with paths relative to it', async () => {
    const folder = await repositoryOf({ a: 'a', 'app/b': 'b', 'app/c': 'c', 'app/d': 'd' });
    place(folder, { a: 'x', 'app/b': 'x', 'app/new': '' });
    rmSync(join(folder, 'app/c'));
    await gitIn(folder, 'add', 'app/new');
    expect(committed(join(folder, 'app'))).toEqual({ kind: 'changed', files: [' M b', ' D c', 'A  new'] });
  });

  it('is reported for paths of any form', async () => {
    const folder = await repositoryOf(Object.fromEntries(oddPaths.map((path) => [path, 'a'])));
    place(folder, Object.fromEntries(oddPaths.map((path) => [path, 'b'])));
    const found = committed(folder);
    expect(found.kind === 'changed' && new Set(found.files)).toEqual(new Set(oddPaths.map((path) => ` M ${path}`)));
  });

  it('is unknown if there is no repository', () => {
    expect(committed(freshFolder())).toEqual({ kind: 'none' });
    expect(unguarded(freshFolder(), ['a'])).toEqual({ kind: 'none' });
  });

  it.each<[string, boolean, (folder: string) => unknown]>([
    [
      'without HEAD',
      false,
      (folder) => {
        renameSync(join(folder, '.git/HEAD'), join(folder, '.git/off'));
      },
    ],
    [
      'with an invalid HEAD',
      false,
      (folder) => {
        writeFileSync(join(folder, '.git/HEAD'), '\u001b[31m\n');
      },
    ],
    [
      'with broken settings',
      false,
      (folder) => {
        writeFileSync(join(folder, '.git/config'), '[\u001b');
      },
    ],
    [
      'with a broken index',
      false,
      (folder) => {
        writeFileSync(join(folder, '.git/index'), 'x'.repeat(99));
      },
    ],
    [
      'without objects',
      false,
      (folder) => {
        rmSync(join(folder, '.git/objects'), { recursive: true });
      },
    ],
    ['without files', false, (folder) => gitIn(folder, 'config', 'core.bare', 'true')],
    [
      'while another git process is running',
      true,
      (folder) => {
        writeFileSync(join(folder, '.git/index.lock'), '');
      },
    ],
    [
      'without git',
      false,
      () => {
        vi.stubEnv('PATH', freshFolder('empty'));
      },
    ],
    [
      "with a git that can't be started",
      false,
      () => {
        writeFileSync(join(brokenBin(), 'git'), 'x', { mode: 0o755 });
      },
    ],
  ])('is unknown %s, and the reason is reported', async (_, passing, spoil) => {
    const folder = await repositoryOf({ a: 'a' });
    await spoil(folder);
    place(folder, { a: 'b' });
    const found = committed(folder);
    expect(found).toMatchObject({ kind: 'unknown', passing, why: expect.stringMatching(/\w+ \w+/) as string });
    expect('why' in found && found.why).not.toMatch(/\p{Cc}(?<!\n)/u);
  });

  it.skipIf(process.getuid?.() !== 0)('is unknown in a repository of another user', async () => {
    const folder = await repositoryOf({ a: 'a' });
    for (const path of ['.', '.git']) chownSync(join(folder, path), 65_534, 65_534);
    expect(committed(folder)).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('safe.directory') as string,
    });
    // The user's own settings count, even those from the environment.
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'safe.directory');
    vi.stubEnv('GIT_CONFIG_VALUE_0', '*');
    expect(committed(folder)).toEqual({ kind: 'clean' });
  });

  it('leaves the index alone', async () => {
    const folder = await repositoryOf({ a: 'a' });
    place(folder, { a: 'a', '.git/hooks/post-index-change': '#!/bin/sh\ntouch ran\n' });
    chmodSync(join(folder, '.git/hooks/post-index-change'), 0o755);
    expect(committed(folder)).toEqual({ kind: 'clean' });
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });
});

const brokenBin = (): string => {
  const folder = freshFolder('broken');
  vi.stubEnv('PATH', folder);
  return folder;
};

describe("files that git couldn't restore", () => {
  it("are those that it doesn't track, ignores, or was told to skip", async () => {
    const folder = await repositoryOf({ 'app/a': '', 'app/assumed': '', 'app/skipped': '', '.gitignore': 'ignored\n' });
    place(folder, { 'app/new': '', 'app/ignored': '' });
    await gitIn(folder, 'update-index', '--assume-unchanged', 'app/assumed');
    await gitIn(folder, 'update-index', '--skip-worktree', 'app/skipped');
    const asked = ['a', 'assumed', 'skipped', 'new', 'ignored'];
    expect(unguarded(join(folder, 'app'), asked)).toEqual({
      kind: 'listed',
      untracked: ['new', 'ignored'],
      hidden: ['assumed', 'skipped'],
    });
    expect(unguarded(join(folder, 'app'), ['a'])).toEqual({ kind: 'listed', untracked: [], hidden: [] });
    expect(unguarded(join(folder, 'app'), [])).toEqual({ kind: 'listed', untracked: [], hidden: [] });
  });
});
