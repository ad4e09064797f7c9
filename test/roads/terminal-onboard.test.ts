import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { freshFolder, textAt, treeOf } from '../support/folders.js';
import { run, runLine, shownCommand } from '../support/run.js';
import { correct, keys, openTerminal, question } from '../support/terminal.js';

/** A copy of a fixture, in a folder with the app's name. */
function copyOf(name: string): string {
  const folder = freshFolder('my-app');
  cpSync(join(import.meta.dirname, '../fixtures/onboard', name, 'project'), folder, { recursive: true });
  return folder;
}

describe('onboard in a terminal', () => {
  it("asks for the command that it couldn't find", async () => {
    const cwd = copyOf('python-script');
    const terminal = openTerminal(['onboard', '--skip-git'], { cwd });
    await terminal.answer('Which command starts the web process', `${keys.clearLine}python bot.py --serve\r`);
    await terminal.shows('python bot.py --serve (given by you)');
    await terminal.shows('To write in');
    await terminal.shows('flake.nix');
    expect(existsSync(join(cwd, 'flake.nix'))).toBe(false);
    await terminal.answer(question, '\r');
    expect(await terminal.ended()).toMatchObject({ code: 0 });
    expect(textAt(cwd, 'nix/project.nix')).toContain('exec python bot.py --serve');
  });

  it('shows what it found, the verdict and the plan, asks once, and writes nothing without a yes', async () => {
    const cwd = copyOf('python-requirements');
    const before = treeOf(cwd);
    const terminal = openTerminal(['onboard', '--skip-git'], { cwd });
    for (const words of ['Found in', 'gunicorn', 'my-app', 'Ready', 'To write in', 'flake.nix'])
      await terminal.shows(words);
    await terminal.answer(question, 'n\r');
    expect(await terminal.ended()).toMatchObject({ code: 1 });
    expect(treeOf(cwd)).toEqual(before);
  });
});

describe('onboard with an answer in a pipe', () => {
  it("doesn't read it, and says which flags to give", async () => {
    const cwd = copyOf('python-requirements');
    const before = treeOf(cwd);
    const { code, stdout, stderr } = await run(['onboard', '--skip-git'], { cwd, input: 'y\n' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain("Can't prompt here (not a terminal)");
    expect(treeOf(cwd)).toEqual(before);
  });
});

describe('a person who corrects what was found', () => {
  it.each([{}, { NO_COLOR: '1' }, { TERM: 'dumb' }])(
    'sees all of it again, and gets the same as with the flags, with %o',
    async (env) => {
      const [cwd, there] = [copyOf('python-requirements'), copyOf('python-requirements')];
      const terminal = openTerminal(['onboard', '--skip-git'], { cwd, env });
      await correct(terminal, 'release');
      await terminal.answer('(--release)', 'python migrate.py\r');
      await terminal.shows('python migrate.py (given by you)');
      await terminal.shows("release starts migrate.py, which isn't in the repository");
      await correct(terminal, 'ci');
      await terminal.answer('(--ci)', `${keys.up}\r`);
      await terminal.shows('none (given by you)');
      await terminal.answer(question, '\r');
      expect(await terminal.ended(), terminal.words()).toMatchObject({ code: 0 });
      expect(textAt(cwd, '.yo-rc.json')).toContain('python migrate.py');
      expect(existsSync(join(cwd, '.github'))).toBe(false);

      const command = shownCommand(stripVTControlCharacters(terminal.raw()));
      expect(command).toContain("--release='python migrate.py'");
      expect(await runLine(`${command} --skip-git`, { cwd: there })).toMatchObject({ code: 0, stderr: '' });
      expect(treeOf(there)).toEqual(treeOf(cwd));
    },
  );

  it('is told why a value is refused, and asked again, with what was said before kept', async () => {
    const cwd = copyOf('python-requirements');
    const terminal = openTerminal(['onboard', '--skip-git'], { cwd });
    await correct(terminal, 'name');
    await terminal.answer('(--name)', 'Bad Name!\r');
    await terminal.shows("can't be the name of a Heroku app");
    terminal.type(`${keys.clearLine}good-name\r`);
    await terminal.shows('good-name (given by you)');
    await correct(terminal, 'folder');
    await terminal.answer('(--root)', 'nowhere\r');
    await terminal.shows('no such file or directory');
    await terminal.answer('(--root)', '\r');
    await terminal.shows('good-name (given by you)');
    await correct(terminal, 'web');
    await terminal.answer('(--web)', 'gunicorn app:other\r');
    await terminal.answer(question, '\r');
    expect(await terminal.ended(), terminal.words()).toMatchObject({ code: 0 });
    expect(textAt(cwd, 'nix/project.nix')).toContain('exec gunicorn app:other');
    expect(textAt(cwd, '.yo-rc.json')).toContain('"good-name"');
  });

  it('can go to another folder, which is looked at as if it had been named', async () => {
    const cwd = freshFolder('all');
    cpSync(copyOf('python-requirements'), cwd, { recursive: true });
    cpSync(copyOf('node-plain'), join(cwd, 'services/api'), { recursive: true });
    const terminal = openTerminal(['onboard', '--skip-git'], { cwd });
    await terminal.shows('written in python');
    await correct(terminal, 'folder');
    await terminal.answer('(--root)', 'services/api\r');
    await terminal.shows('written in node');
    await terminal.answer(question, '\r');
    expect(await terminal.ended(), terminal.words()).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, 'services/api/flake.nix'))).toBe(true);
    expect(existsSync(join(cwd, 'flake.nix'))).toBe(false);
    expect(shownCommand(stripVTControlCharacters(terminal.raw()))).toContain('--root=services/api');
  });

  it.each([
    ['at the question', 0],
    ['at the list of facts', 1],
    ['at a value', 2],
  ])('writes nothing with Ctrl-C %s, however narrow the terminal', async (_, at) => {
    const cwd = copyOf('python-requirements');
    const before = treeOf(cwd);
    const terminal = openTerminal(['onboard', '--skip-git'], { cwd }, { cols: 30, rows: 60 });
    if (at === 0) await terminal.answer(question, keys.interrupt);
    else {
      await terminal.answer(question, 'e\r');
      if (at === 1) await terminal.answer('What do you want to correct?', keys.interrupt);
      else {
        await terminal.answer('What do you want to correct?', '\r');
        await terminal.answer('folder of the app', keys.interrupt);
      }
    }
    expect(await terminal.ended()).toMatchObject({ code: 130 });
    expect(terminal.words()).toContain('Nothing was written.');
    expect(treeOf(cwd)).toEqual(before);
  });
});
