import { describe, expect, it } from 'vitest';
import { copyFor, doors, open, prepareDoors } from '../support/doors.js';
import { edit } from '../support/earlier.js';
import { treeOf } from '../support/folders.js';
import { gitIn } from '../support/git.js';
import { run } from '../support/run.js';

prepareDoors();

describe.each(['update', 'addon'] as const)('%s', (door) => {
  it.each<[string, (cwd: string, path: string) => Promise<unknown>]>([
    ["isn't tracked", (cwd, path) => gitIn(cwd, 'rm', '--quiet', '--cached', path)],
    [
      "isn't tracked, and is ignored",
      async (cwd, path) => {
        await gitIn(cwd, 'rm', '--quiet', '--cached', path);
        edit(cwd, '.gitignore', (text) => `${text}/${path}\n`);
      },
    ],
    [
      'is assumed to be unchanged',
      async (cwd, path) => {
        await gitIn(cwd, 'update-index', '--assume-unchanged', path);
      },
    ],
  ])('refuses to change a file that %s, and its fix works', async (_, hide) => {
    const cwd = copyFor(door);
    const path = doors[door].changes;
    await hide(cwd, path);
    await gitIn(cwd, 'commit', '--quiet', '--all', '--allow-empty', '--message', 'y');
    edit(cwd, path, (text) => `${text}\n# mine\n`);
    const before = treeOf(cwd);
    const { code, stdout, stderr } = await open(door, cwd);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('1 file would be changed that git does not look after');
    expect(stderr).toContain(path);
    expect(treeOf(cwd)).toEqual(before);
    const fix = /Fix:\S* {2}(.*), then the same/.exec(stderr)?.[1] ?? '';
    const me = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_EDITOR: 'echo x >' };
    const env = { ...me, GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.org' };
    expect(await run(['-c', fix], { cwd, program: ['sh'], env })).toMatchObject({ code: 0 });
    expect(await open(door, cwd)).toMatchObject({ code: 0, stderr: '' });
    expect(await gitIn(cwd, 'show', `HEAD:${path}`)).toContain('# mine');
  });
});
