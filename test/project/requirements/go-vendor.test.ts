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
      '.gitignore': 'vendor/\n',
    });
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    const [lock] = requirementsFrom(examinedAt(folder)).filter(({ kind }) => kind === 'lock');
    const [vendoring, ...others] = (lock?.state.is === 'missing' ? (lock.state.fix ?? '') : '').split(' && ');
    expect(vendoring).toBe('go mod vendor');
    mkdirSync(join(folder, 'vendor/lib'), { recursive: true });
    for (const path of ['vendor/modules.txt', 'vendor/lib/lib.go']) writeFileSync(join(folder, path), '');
    for (const each of others) execFileSync('sh', ['-c', each], { cwd: folder });
    expect(execFileSync('git', ['ls-files', 'vendor'], { cwd: folder, encoding: 'utf8' })).toBe(
      'vendor/lib/lib.go\nvendor/modules.txt\n',
    );
  });
});
