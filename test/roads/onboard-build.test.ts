import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
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

describe("the build's command", () => {
  it.each([
    ['node-built', 'npm run build:server && npx tsc --noCheck'],
    ['python-requirements', 'python make_pages.py --all'],
  ])('is the one that the user gives, also later (%s)', async (name, command) => {
    const cwd = copyOf(name);
    const ran = await run(['onboard', '--build', command, '--force', '--yes'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(textAt(cwd, 'nix/app.nix')).toContain(command);
    const again = await runLine(shownCommand(ran.stdout), { cwd });
    expect(again.stdout).toContain('Nothing to write');
    const before = textAt(cwd, 'nix/app.nix');
    expect(await run(['update', '--yes', '--force'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(textAt(cwd, 'nix/app.nix')).toBe(before);
  });

  it('can be none', async () => {
    const [cwd, there] = [copyOf('node-built'), copyOf('node-built')];
    expect(await run(['onboard', '--yes', '--force'], { cwd: there })).toMatchObject({ code: 0 });
    expect(textAt(there, 'nix/app.nix')).toContain('npm run build');
    const ran = await run(['onboard', '--build', 'none', '--force', '--yes'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(textAt(cwd, 'nix/app.nix')).not.toContain('npm run build');
    expect(shownCommand(ran.stdout)).toContain('--build=none');
  });

  it.each(['npm run build; curl example.org', 'echo $SECRET', 'a &&', 'make "two words"', 'npm run\nbuild'])(
    'is refused if it has more than plain words: %j',
    async (command) => {
      const cwd = copyOf('node-built');
      const before = treeOf(cwd);
      const { code, stderr } = await run(['onboard', '--build', command, '--yes'], { cwd });
      expect([code, stderr]).toEqual([1, expect.stringContaining('The command of the build cannot be used')]);
      expect(treeOf(cwd)).toEqual(before);
    },
  );

  it('is refused where Nix compiles programs and runs nothing else, with the command that works', async () => {
    const cwd = copyOf('go-plain');
    const { code, stderr } = await run(['onboard', '--build', 'make all', '--yes'], { cwd });
    expect([code, stderr]).toEqual([1, expect.stringContaining('A go project has no build command')]);
    expect(existsSync(join(cwd, 'flake.nix'))).toBe(false);
  });

  it('is looked at like one that was found', async () => {
    const cwd = copyOf('node-built');
    const { stdout } = await run(['onboard', '--build', 'npx no-such-program', '--check'], { cwd });
    expect(stdout).toContain('starts no-such-program, which no dependency brings');
  });

  it('can be corrected in a terminal, and taken away', async () => {
    const cwd = copyOf('node-built');
    const terminal = openTerminal(['onboard', '--skip-git', '--force'], { cwd });
    await correct(terminal, 'build');
    await terminal.answer('(--build)', `${keys.clearLine}none\r`);
    await correct(terminal, 'web');
    await terminal.answer('(--web)', `${keys.clearLine}node server.js\r`);
    await terminal.answer(question, '\r');
    expect(await terminal.ended(), terminal.words()).toMatchObject({ code: 0 });
    expect(textAt(cwd, 'nix/app.nix')).not.toContain('npm run build');
  });
});
