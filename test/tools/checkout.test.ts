import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appOf } from '../../generators/core/tools/git/remotes.js';
import { checkoutOf, prefixOf, remotesAt, staged } from '../../generators/core/tools/git.js';
import { freshFolder, place } from '../support/folders.js';
import { gitIn, repositoryOf } from '../support/git.js';

describe('the app that a remote pushes to', () => {
  it.each([
    ['https://git.heroku.com/old-app.git', 'old-app'],
    ['https://git.heroku.com/old-app', 'old-app'],
    ['https://heroku:secret@git.heroku.com/old-app.git', 'old-app'],
    ['git@heroku.com:old-app.git', 'old-app'],
    ['ssh://git@heroku.com/old-app.git', 'old-app'],
    ['https://git.heroku.com.example.org/old-app.git', undefined],
    ['https://example.org/@git.heroku.com/old-app.git', undefined],
    ['https://git.heroku.com/Old_App.git', undefined],
    ['https://git.heroku.com/$(touch x).git', undefined],
    ['https://git.heroku.com/old-app.git\nhttps://example.org', undefined],
    ['--upload-pack=evil', undefined],
    ['', undefined],
  ])('of %s is %s', (url, app) => {
    expect(appOf(url)).toBe(app);
  });
});

describe('what git knows about a directory', () => {
  it('is nothing if there is no repository', () => {
    expect(checkoutOf(freshFolder(), ['x'])).toBeUndefined();
    expect(remotesAt(freshFolder())).toEqual([]);
    expect(prefixOf(freshFolder())).toBe('');
  });

  it('is the same after git init as what git itself reports', () => {
    const folder = freshFolder();
    place(folder, { '.gitignore': 'left-out\n', 'left-out': '', a: '', 'b/c': '' });
    const paths = ['.gitignore', 'left-out', 'a', 'b/c'];
    const told = staged(folder, paths);
    expect(told.outcome).toMatchObject({ kind: 'staged', initialised: true, ignored: ['left-out'] });
    expect(checkoutOf(folder, paths, told)).toEqual(checkoutOf(folder, paths));
  });

  it('has its remotes, with their push URLs, but without names that a shell reads differently', async () => {
    const cwd = await repositoryOf({});
    await gitIn(cwd, 'remote', 'add', 'heroku', 'https://git.heroku.com/old-app.git');
    await gitIn(cwd, 'remote', 'add', 'origin', 'https://git.heroku.com/not-this.git');
    await gitIn(cwd, 'config', 'remote.origin.pushurl', 'https://example.org/x.git');
    await gitIn(cwd, 'config', 'remote.-evil;x.url', 'https://git.heroku.com/evil.git');
    expect(remotesAt(cwd)).toEqual([{ name: 'heroku', app: 'old-app' }, { name: 'origin' }]);
  });

  it('has the branch and the last commit, if there are any', async () => {
    const cwd = freshFolder();
    await gitIn(cwd, 'init', '--quiet', '-b', 'trunk');
    place(cwd, { 'a b': '' });
    expect(checkoutOf(cwd, ['a b'])).toMatchObject({ branch: 'trunk', commit: '', unstaged: ['a b'] });
    await gitIn(cwd, 'add', '-A');
    expect(checkoutOf(cwd, ['a b'])).toMatchObject({ hasStaged: true, unstaged: [] });
    await gitIn(cwd, 'commit', '--quiet', '--message', 'x');
    await gitIn(cwd, 'checkout', '--quiet', '--detach');
    const commit = await gitIn(cwd, 'rev-parse', 'HEAD');
    expect(checkoutOf(cwd, ['a b'])).toMatchObject({ branch: '', commit, hasStaged: false, unstaged: [] });
    await gitIn(cwd, 'remote', 'add', 'heroku', 'https://git.heroku.com/old-app.git');
    await gitIn(cwd, 'update-ref', 'refs/remotes/heroku/main', 'HEAD');
    expect(checkoutOf(cwd, ['a b'])?.pushed).toEqual(new Map([['heroku/main', commit]]));
  });

  it("has what is staged and what isn't, for the requested files", async () => {
    const cwd = await repositoryOf({ 'sub/a': '1', 'sub/b': '1', 'sub/c': '1', d: '1' });
    const sub = join(cwd, 'sub');
    place(sub, { new: '', a: '2', b: '2' });
    writeFileSync(join(cwd, 'd'), '2');
    await gitIn(sub, 'add', 'b');
    const found = checkoutOf(sub, ['a', 'b', 'c', 'new']);
    expect(found).toMatchObject({ prefix: 'sub/', branch: 'main', hasStaged: true });
    expect([...(found?.unstaged ?? [])].sort()).toEqual(['a', 'new']);
    expect(checkoutOf(cwd, ['d'])).toMatchObject({ hasStaged: false, unstaged: ['d'] });
    expect(prefixOf(join(sub, 'not/yet'))).toBe('sub/not/yet/');
  });
});
