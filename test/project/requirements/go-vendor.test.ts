import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

describe('modules that git ignores', () => {
  it('are all in the repository after the printed step', () => {
    const folder = temporaryFolder({
      'main.go': 'package main\n\nfunc main() {}\n',
      'go.mod': 'module example.com/shop\n\ngo 1.24.0\n\nrequire github.com/acme/lib v1.2.0\n',
      'go.sum': 'github.com/acme/lib v1.2.0 h1:AAAA=\n',
      '.gitignore': 'vendor/\n',
    });
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    const [lock] = requirementsFrom(examinedAt(folder)).filter(({ kind }) => kind === 'lock');
    const fix = lock?.state.is === 'missing' ? (lock.state.fix ?? '') : '';
    const [vendoring, ...others] = fix.replace(/, or .*/, '').split(' && ');
    expect(vendoring).toBe('go mod vendor');
    mkdirSync(join(folder, 'vendor/lib'), { recursive: true });
    for (const path of ['vendor/modules.txt', 'vendor/lib/lib.go']) writeFileSync(join(folder, path), '');
    for (const each of others) execFileSync('sh', ['-c', each], { cwd: folder });
    expect(execFileSync('git', ['ls-files', 'vendor'], { cwd: folder, encoding: 'utf8' })).toBe(
      'vendor/lib/lib.go\nvendor/modules.txt\n',
    );
  });

  it.each([
    ['vendor/\n', ['vendor/modules.txt']],
    ['build/\n', ['vendor/modules.txt', 'vendor/github.com/acme/lib/lib.go']],
  ])('are missing as long as git tracks only some of them, with %j', (list, tracked) => {
    const folder = temporaryFolder({
      'main.go': 'package main\n\nfunc main() {}\n',
      'go.mod': 'module example.com/shop\n\ngo 1.24.0\n\nrequire github.com/acme/lib v1.2.0\n',
      'vendor/modules.txt': '# github.com/acme/lib v1.2.0\n## explicit\ngithub.com/acme/lib\n',
      'vendor/github.com/acme/lib/lib.go': 'package lib\n',
      'vendor/github.com/acme/lib/build/build.go': 'package build\n',
      'vendor/github.com/acme/lib/build/README.md': '',
      '.gitignore': list,
    });
    const git = (...words: string[]) => execFileSync('git', words, { cwd: folder });
    git('init', '--quiet');
    git('add', '--force', ...tracked);
    const fixes = () =>
      requirementsFrom(examinedAt(folder)).flatMap(({ kind, state }) =>
        kind === 'ignored' && state.is === 'missing' ? [state.fix] : [],
      );
    expect(fixes()).toEqual(['git add --force vendor']);
    git('add', '--force', 'vendor');
    expect(fixes()).toEqual([]);
  });
});
