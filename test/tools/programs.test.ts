import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isInstalled, programPath, trustedPath } from '../../generators/core/tools/programs.js';
import { freshFolder, place } from '../support/folders.js';
import { gitIn, repositoryOf } from '../support/git.js';

/** Creates a program, and the folders that it needs. */
function program(...steps: readonly string[]): string {
  const path = join(...steps);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n', { mode: 0o755 });
  return path;
}

const pathOf = (...folders: readonly string[]): string => folders.join(delimiter);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a program', () => {
  it('is the first executable with its name on PATH', () => {
    const [first, second] = [freshFolder(), freshFolder()];
    writeFileSync(join(first, 'git'), '', { mode: 0o644 });
    mkdirSync(join(freshFolder(), 'git'));
    const path = program(second, 'git');
    expect(programPath('git', '/', pathOf(first, join(first, 'absent'), second))).toBe(path);
    expect(programPath('git', '/', first)).toBeUndefined();
    expect(programPath('git', '/', '')).toBeUndefined();
    expect(isInstalled('git', pathOf(first, second))).toBe(true);
  });

  it("isn't taken from where a repository may have put it", async () => {
    const repository = await repositoryOf({ 'app/x': '' });
    const own = dirname(program(freshFolder('own'), 'git'));
    const links = freshFolder('links');
    symlinkSync(join(repository, 'tools'), join(links, 'tools'));
    const directory = join(repository, 'app');
    const brought = [
      dirname(program(repository, 'tools/git')),
      dirname(program(directory, 'bin/git')),
      dirname(program(directory, 'git')),
      dirname(program(repository, 'node_modules/.bin/git')),
      dirname(program(freshFolder(), 'node_modules/.bin/git')),
      join(links, 'tools'),
      join(freshFolder(), '..', '..', repository.split('/').at(-2) ?? '', 'repository/tools'),
    ];
    for (const folder of [
      ...brought,
      ...brought.map((folder) => `${folder}/`),
      '.',
      '',
      'tools',
      './node_modules/.bin',
    ]) {
      expect(programPath('git', directory, pathOf(folder, own)), folder).toBe(join(own, 'git'));
      expect(programPath('git', directory, folder), folder).toBeUndefined();
    }
  });

  it("isn't taken from the working directory and its repository either", async () => {
    const repository = await repositoryOf({ 'app/x': '' });
    program(repository, 'tools/git');
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(join(repository, 'app'));
    expect(programPath('git', freshFolder(), join(repository, 'tools'))).toBeUndefined();
    cwd.mockRestore();
    expect(programPath('git', freshFolder(), join(repository, 'tools'))).toBe(join(repository, 'tools/git'));
  });

  it('is taken from the home directory, even if that is a repository', async () => {
    const home = freshFolder('home');
    vi.stubEnv('HOME', home);
    await gitIn(home, 'init', '--quiet');
    place(home, { 'app/x': '' });
    const path = program(home, 'bin/git');
    for (const directory of [join(home, 'app'), home, '/'])
      expect(programPath('git', directory, join(home, 'bin'))).toBe(path);
    program(home, 'app/bin/git');
    expect(programPath('git', join(home, 'app'), join(home, 'app/bin'))).toBeUndefined();
  });

  it('gets a PATH without such folders if it starts others', async () => {
    const repository = await repositoryOf({});
    vi.stubEnv('PATH', pathOf(join(repository, 'bin'), '/x/node_modules/.bin', '.', '/usr/bin', '/opt/own'));
    expect(trustedPath(repository)).toBe(pathOf('/usr/bin', '/opt/own'));
  });
});
