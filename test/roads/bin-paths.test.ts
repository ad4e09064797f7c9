import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, place, plainTree, treeOf } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { run, runLine, shownCommand, type Ran } from '../support/run.js';

const [template = ''] = catalog.templates.map(({ id }) => id);
const yes = ['--template', template, '--yes', '--skip-git'];

/** A refusal in our own words, only on stderr. */
function expectRefusal(ran: Ran, ...words: readonly string[]): void {
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  for (const word of words) expect(ran.stderr).toContain(word);
  expect(ran.stderr).toMatch(/^ {2}Fix: {2}\S/m);
  expect(ran.stderr).not.toMatch(/^\s+at /m);
}

describe('the bin writes nothing, with or without --force, if', () => {
  it('a directory, a file or a link is in the way of a file, and names each of them', async () => {
    const [cwd, outside] = [freshFolder('my-app'), freshFolder('outside')];
    place(cwd, { 'app.json/keep': '', '.github': 'mine\n' });
    place(outside, { 'victim.yml': 'mine\n' });
    symlinkSync(join(outside, 'victim.yml'), join(cwd, 'heroku.yml'));
    symlinkSync(outside, join(cwd, 'nix'));
    symlinkSync(join(outside, 'not-there'), join(cwd, 'README.md'));
    const before = treeOf(cwd);
    for (const force of [[], ['--force']]) {
      const ran = await run([...yes, ...force], { cwd });
      expectRefusal(
        ran,
        'app.json: a directory is in the way',
        '.github is no directory',
        'heroku.yml: a symbolic link is in the way',
        'nix is a symbolic link out of the destination',
        'README.md: a symbolic link is in the way',
      );
    }
    expect(treeOf(cwd)).toEqual(before);
    expect(treeOf(outside)).toEqual(plainTree({ 'victim.yml': 'mine\n' }));
  });

  it('the directory given is a file, or is inside one', async () => {
    const cwd = freshFolder();
    place(cwd, { file: 'mine\n' });
    expectRefusal(await run(['file', ...yes], { cwd }), 'is a file, not a directory', join(cwd, 'file'));
    expectRefusal(await run(['file/my-app', ...yes, '--force'], { cwd }), join(cwd, 'file'));
    expect(treeOf(cwd)).toEqual(plainTree({ file: 'mine\n' }));
  });

  it('the directory is a broken link', async () => {
    const cwd = freshFolder();
    symlinkSync(join(cwd, 'nowhere'), join(cwd, 'my-app'));
    expectRefusal(await run(['my-app', ...yes], { cwd }), 'symbolic link');
    expect(readdirSync(cwd)).toEqual(['my-app']);
  });

  it('a name is longer than the file system allows', async () => {
    const cwd = freshFolder();
    expectRefusal(await run(['a'.repeat(300), ...yes], { cwd }), 'ENAMETOOLONG');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('a flag was meant as a directory', async () => {
    const cwd = freshFolder();
    expectRefusal(await run(['-x', ...yes], { cwd }), 'There is no option');
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('the bin writes into', () => {
  const hostile = [
    ['a directory with quotes, dollars and markup', `it's a "$HOME" \`app\` \\n <%= 1 %> \${x}`],
    ['a directory in other scripts', '日本 приложение 🚀'],
    ['a directory with two lines', 'two\nlines'],
    ['a directory with 200 letters', 'x'.repeat(200)],
  ] as const;
  it.each(hostile)('%s, under exactly that name, and shows commands that work there', async (_, name) => {
    const cwd = freshFolder();
    const ran = await run([name, ...yes], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(cwd)).toEqual([name]);
    expect(existsSync(join(cwd, name, 'flake.nix'))).toBe(true);
    if (name.includes('\n')) return;
    const enter = /^ {2}(cd .*)$/m.exec(ran.stdout)?.[1] ?? '';
    const line = `${enter} && pwd && cd .. && ${shownCommand(ran.stdout)}`;
    const again = await runLine(`unset CDPATH; ${line}`, { cwd });
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout.split('\n')[0]).toBe(join(cwd, name));
    expect(again.stdout).toContain('Nothing to write');
  });

  it('a directory with a leading dash, and shows a command that works for it', async () => {
    const cwd = freshFolder();
    const ran = await run([...yes, '--', '-x'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(shownCommand(ran.stdout)).toContain(' ./-x ');
    expect(await runLine(shownCommand(ran.stdout), { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(cwd)).toEqual(['-x']);
  });

  it('a directory called app, like the Yeoman generator that runs by default', async () => {
    const cwd = freshFolder();
    expect(await run(['app', ...yes], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(cwd)).toEqual(['app']);
  });

  it('a directory behind a link, and one above the working directory', async () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, 'real'));
    symlinkSync('real', join(cwd, 'link'));
    expect(await run(['link', ...yes], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(cwd, 'real/flake.nix'))).toBe(true);
    expect(await run(['../up', ...yes], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(cwd, '../up/flake.nix'))).toBe(true);
  });
});
