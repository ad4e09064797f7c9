import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockPath } from '../../generators/core/model/records.js';
import { copyFor, doors, made, open, prepareDoors } from '../support/doors.js';
import { edit } from '../support/earlier.js';
import { freshFolder, place, treeOf } from '../support/folders.js';
import { gitIn } from '../support/git.js';
import { isRoot } from '../support/ordinary.js';
import { documentOf, outputValidator } from '../support/output.js';
import { run } from '../support/run.js';

prepareDoors();

const emptyGit = (cwd: string): void => {
  rmSync(join(cwd, '.git'), { recursive: true });
  mkdirSync(join(cwd, '.git'));
};

const problems: [string, number, (cwd: string) => unknown, string][] = [
  [
    'without HEAD',
    1,
    (cwd) => {
      renameSync(join(cwd, '.git/HEAD'), join(cwd, '.git/off'));
    },
    'not a git repository',
  ],
  ['with an empty .git', 1, emptyGit, 'not a git repository'],
  [
    'with unreadable settings',
    1,
    (cwd) => {
      writeFileSync(join(cwd, '.git/config'), '[');
    },
    'bad config',
  ],
  ['in a bare repository', 1, (cwd) => gitIn(cwd, 'config', 'core.bare', 'true'), 'work tree'],
  [
    'while another git process is running',
    75,
    (cwd) => {
      place(cwd, { '.git/index.lock': '' });
    },
    'index.lock',
  ],
  [
    'with a .git that leads to another repository',
    1,
    (cwd) => {
      const other = freshFolder('other');
      renameSync(join(cwd, '.git'), join(other, '.git'));
      symlinkSync(join(other, '.git'), join(cwd, '.git'));
    },
    'does not know this directory',
  ],
];

describe.each(['update', 'addon'] as const)('%s', (door) => {
  it.each(problems)('refuses %s, and continues when forced', async (_, code, spoil, words) => {
    const cwd = copyFor(door);
    edit(cwd, doors[door].changes, (text) => `${text}\n# mine\n`);
    await spoil(cwd);
    const before = treeOf(cwd);
    const ran = await open(door, cwd);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain("Git can't tell whether your changes are committed");
    expect(ran.stderr).toContain(words);
    expect(treeOf(cwd)).toEqual(before);
    const forced = await open(door, cwd, ['--force', '--json']);
    const document = documentOf(forced, outputValidator('output')) as { notes: string[]; result: { git: object } };
    expect(document.notes.join('\n')).toContain('Not checked whether your changes are committed');
    expect(forced.code).toBe(door === 'addon' && code === 75 ? 75 : 0);
    if (door === 'addon') expect(document.result.git).toMatchObject({ kind: 'failed', passing: code === 75 });
  });

  it.skipIf(!isRoot)("refuses in another user's repository, with the command that fixes it", async () => {
    const cwd = copyFor(door);
    edit(cwd, doors[door].changes, (text) => `${text}\n# mine\n`);
    for (const path of ['.', '.git']) chownSync(join(cwd, path), 65_534, 65_534);
    const { code, stderr } = await open(door, cwd);
    expect(code).toBe(1);
    expect(stderr).toContain('dubious ownership');
    const fix = /Fix:\S* {2}(git config --global --add safe.directory \S+), then/.exec(stderr)?.[1]?.split(' ') ?? [];
    const HOME = freshFolder('home');
    expect(await run(fix.slice(1), { cwd, program: ['git'], env: { HOME } })).toMatchObject({ code: 0 });
    expect((await open(door, cwd, [], { HOME })).stderr).toContain('1 file is not committed');
  });

  it('refuses without git, unless there is no repository: then it reports that nothing was checked', async () => {
    const cwd = copyFor(door);
    const PATH = freshFolder('empty');
    const before = treeOf(cwd);
    const refused = await open(door, cwd, [], { PATH });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('git is not installed');
    expect(treeOf(cwd)).toEqual(before);
    rmSync(join(cwd, '.git'), { recursive: true });
    for (const env of [{ PATH }, {}]) {
      const ran = await open(door, cwd, [], env);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(ran.stdout).toContain('There is no git repository: what is changed now cannot be taken back.');
      // A new one that tracked only the new files would hide the others from Nix.
      expect(existsSync(join(cwd, '.git'))).toBe(false);
      cpSync(join(made[door] ?? '', lockPath), join(cwd, lockPath));
      cpSync(join(made[door] ?? '', '.yo-rc.json'), join(cwd, '.yo-rc.json'));
    }
  });

  it('escapes file names that a terminal would act on', async () => {
    const cwd = copyFor(door);
    place(cwd, { 'a\u001b]0;owned\u0007\n.txt': 'x' });
    await gitIn(cwd, 'add', '--all');
    const { code, stderr } = await open(door, cwd);
    expect(code).toBe(1);
    expect(stderr).toContain('a\\x1b]0;owned\\x07\\x0a.txt');
  });
});

describe("if git can't stage what an add-on adds", () => {
  it('that is reported, with the command to run later, and everything else is done', async () => {
    const cwd = copyFor('addon');
    rmSync(join(cwd, '.git/objects/pack'), { recursive: true, force: true });
    symlinkSync(freshFolder(), join(cwd, '.git/objects/pack'));
    const ran = await open('addon', cwd, ['--force']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain("Git couldn't stage the files");
    expect(ran.stdout).toContain('symbolic link');
    rmSync(join(cwd, '.git/objects/pack'));
    const add = /^ {2}(git add .*)$/m.exec(ran.stdout)?.[1] ?? '';
    expect(await run(['-c', add], { cwd, program: ['sh'] })).toMatchObject({ code: 0 });
    expect(await gitIn(cwd, 'status', '--porcelain')).not.toMatch(/^\?\?/m);
  });

  it('and if it can, that is reported, too', async () => {
    const cwd = copyFor('addon');
    const ran = await open('addon', cwd);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('Staged the files. You make the commit.');
    expect(await gitIn(cwd, 'status', '--porcelain')).not.toMatch(/^\?\?/m);
  });
});
