import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, textAt } from '../support/folders.js';
import { run, runLine, shownCommand } from '../support/run.js';

const project = join(import.meta.dirname, '../fixtures/onboard/python-older/project');

describe('a version of Python that nixpkgs has no packages for', () => {
  it('comes with the lock file, stays with the printed command, and changes with update', async () => {
    const cwd = freshFolder('my-app');
    cpSync(project, cwd, { recursive: true });
    const ran = await run(['onboard', '--yes'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(textAt(cwd, 'flake.nix')).toContain('pkgs.python311;');
    const again = await runLine(shownCommand(ran.stdout), { cwd });
    expect(again.stdout).toContain('Nothing to write');
    expect(await run(['update', '--python', '3.12', '--yes', '--force'], { cwd })).toMatchObject({ code: 0 });
    expect(textAt(cwd, 'flake.nix')).toContain('pkgs.python312;');
    expect(await run(['update', '--yes', '--force'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(textAt(cwd, 'flake.nix')).toContain('pkgs.python312;');
  });

  it('comes with the same command once there is a lock file', async () => {
    const cwd = freshFolder('my-app');
    cpSync(project, cwd, { recursive: true, filter: (path) => !path.endsWith('pylock.toml') });
    const ran = await run(['onboard', '--yes'], { cwd });
    expect(ran.stdout).toContain('uv pip compile requirements.txt --universal --python-version 3.11 -o pylock.toml');
    expect(textAt(cwd, 'flake.nix')).toContain('pkgs.python313;');
    cpSync(join(project, 'pylock.toml'), join(cwd, 'pylock.toml'));
    const again = await runLine(shownCommand(ran.stdout), { cwd });
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(textAt(cwd, 'flake.nix')).toContain('pkgs.python311;');
  });

  it('is not offered for new apps, and --help says when it is', async () => {
    const cwd = freshFolder('my-app');
    const { code, stderr } = await run(['new-app', '--template', 'flask', '--python', '3.11', '--yes'], { cwd });
    expect([code, stderr]).toEqual([1, expect.stringContaining('Available for flask: 3.13, 3.14.')]);
    const [own, other] = await Promise.all([run(['onboard', '--help'], { cwd }), run(['--help'], { cwd })]);
    expect(own.stdout.replace(/\s+/g, ' ')).toContain('with a lock file also 3.12 | 3.11');
    expect(other.stdout).not.toContain('3.11');
  });
});
