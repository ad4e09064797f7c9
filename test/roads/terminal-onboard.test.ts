import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, textAt, treeOf } from '../support/folders.js';
import { keys, openTerminal } from '../support/terminal.js';

/** A copy of a fixture, in a folder with the app's name. */
function copyOf(name: string): string {
  const folder = freshFolder('my-app');
  cpSync(join(import.meta.dirname, '../fixtures/onboard', name, 'project'), folder, { recursive: true });
  return folder;
}

describe('onboard in a terminal', () => {
  it("asks for the command that it couldn't find", async () => {
    const cwd = copyOf('python-script');
    const terminal = openTerminal(['onboard', '--name', 'my-app', '--base', 'nixery', '--ci', 'none', '--skip-git'], {
      cwd,
    });
    await terminal.answer('Which command starts the web process', '\u0015python bot.py --serve\r');
    await terminal.shows('To write in');
    await terminal.shows('flake.nix');
    expect(existsSync(join(cwd, 'flake.nix'))).toBe(false);
    await terminal.answer('Go ahead?', '\r');
    expect(await terminal.ended()).toMatchObject({ code: 0 });
    expect(textAt(cwd, 'nix/project.nix')).toContain('exec python bot.py --serve');
  });

  it('shows what it found before it asks anything, and writes nothing without a yes', async () => {
    const cwd = copyOf('python-requirements');
    const before = treeOf(cwd);
    const terminal = openTerminal(['onboard', '--base', 'nixery', '--ci', 'none', '--skip-git'], { cwd });
    await terminal.shows('Found in');
    await terminal.shows('gunicorn');
    await terminal.answer('Heroku app name?', '\r');
    await terminal.answer('Go ahead?', `${keys.down}\r`);
    expect(await terminal.ended()).toMatchObject({ code: 1 });
    expect(treeOf(cwd)).toEqual(before);
  });
});
