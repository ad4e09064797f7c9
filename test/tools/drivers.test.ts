import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { committed, stage } from '../../generators/core/tools/git.js';
import { place, temporaryFolder } from '../support/folders.js';
import { gitIn, repositoryOf } from '../support/git.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('settings in the repository', () => {
  const names = [
    'x',
    'a.b.c',
    'with space',
    'quote"d',
    "single'",
    'ünï',
    '--flag',
    '$(touch ran)',
    'UPPER',
    'a\tb',
    '*',
  ];

  it.each(names)("don't start a filter called %s, and git works without it", async (name) => {
    const folder = await repositoryOf({ a: 'a', '.gitattributes': 'a filter=x\n' });
    for (const key of ['clean', 'smudge', 'process'])
      await gitIn(folder, 'config', `filter.${name}.${key}`, 'touch ran; false');
    await gitIn(folder, 'config', `filter.${name}.required`, 'true');
    if (!/\s/.test(name)) place(folder, { '.gitattributes': `* filter=${name}\n` });
    await gitIn(
      folder,
      '-c',
      `filter.${name}.clean=`,
      '-c',
      `filter.${name}.process=`,
      '-c',
      `filter.${name}.required=false`,
      'commit',
      '--quiet',
      '--all',
      '--allow-empty',
      '--message',
      'y',
    );
    rmSync(join(folder, 'ran'), { force: true });
    place(folder, { a: 'b' });
    expect(committed(folder)).toEqual({ kind: 'changed', files: [' M a'] });
    expect(stage(folder, ['a'])).toMatchObject({ kind: 'staged' });
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it("are refused if they can't be turned off", async () => {
    const odd = await repositoryOf({ a: 'a' });
    await gitIn(odd, 'config', 'filter.a=b.clean', 'touch ran');
    const many = await repositoryOf({ a: 'a' });
    const sections = Array.from({ length: 101 }, (_, at) => `[filter "f${String(at)}"]\n clean = x\n`);
    writeFileSync(join(many, '.git/config'), `[core]\n repositoryformatversion = 0\n${sections.join('')}`);
    const long = await repositoryOf({ a: 'a' });
    writeFileSync(join(long, '.git/config'), `[filter "${'f'.repeat(9_000)}"]\n clean = x\n`);
    for (const folder of [odd, many, long]) {
      expect(committed(folder)).toMatchObject({ kind: 'unknown', passing: false });
      expect(stage(folder, ['a'])).toMatchObject({ kind: 'failed', passing: false });
    }
  });

  it("don't replace the user's own filters, which still run", async () => {
    const folder = temporaryFolder({ a: 'big', '.gitattributes': 'a filter=own\n' });
    const home = temporaryFolder({ '.gitconfig': '[filter "own"]\n clean = "sed s/big/small/"\n required = true\n' });
    vi.stubEnv('HOME', home);
    expect(stage(folder, ['.gitattributes'])).toMatchObject({ kind: 'staged' });
    await gitIn(folder, '-c', 'filter.own.clean=sed s/big/small/', 'add', 'a');
    await gitIn(folder, '-c', 'filter.own.clean=sed s/big/small/', 'commit', '--quiet', '--message', 'x');
    place(folder, { a: 'bigger' });
    expect(committed(folder)).toEqual({ kind: 'changed', files: [' M a'] });
    place(folder, { a: 'big' });
    expect(committed(folder)).toEqual({ kind: 'clean' });
  });
});
