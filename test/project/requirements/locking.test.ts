import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/folders.js';
import { manifest, toldOf, web } from '../../support/locked.js';

describe('a project without a lock', () => {
  it('is told how to make one', () => {
    const told = (files: Readonly<Record<string, string>>): string | undefined => toldOf(files, 'lock').told[0];
    const none = "There's no lock file that Nix can read: uv.lock, poetry.lock, pylock.toml | ";
    expect(told({ 'requirements.txt': 'fastapi\nuvicorn\n' })).toBe(
      `${none}uv pip compile requirements.txt --universal --python-version 3.13 -o pylock.toml (to get uv: pip install uv, or nix shell nixpkgs#uv), then run the same command again @0`,
    );
    expect(told({ 'pyproject.toml': manifest('"fastapi>=0.115", "uvicorn"') })).toMatch(
      / \| uv lock --python 3\.13 \(/,
    );
    expect(
      told({ 'pyproject.toml': '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nuvicorn = "*"\n' }),
    ).toMatch(/ \| poetry lock \(to get poetry: /);
  });

  const fixOf = (files: Readonly<Record<string, string>>): string =>
    toldOf(files, 'lock').told[0]?.split(' | ').slice(1).join(' | ').split(' (')[0] ?? '';

  it('is told to lock what its processes start as well', () => {
    expect(fixOf({ 'requirements.txt': 'fastapi==0.1' })).toBe(
      "printf '\\n%s\\n' uvicorn >> requirements.txt && uv pip compile requirements.txt --universal --python-version 3.13 -o pylock.toml",
    );
    expect(fixOf({ 'pyproject.toml': manifest('"fastapi"') })).toBe('uv add --no-sync --python 3.13 uvicorn');
    const poetry = '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nfastapi = "*"\n';
    expect(fixOf({ 'pyproject.toml': poetry })).toBe('poetry add --lock uvicorn');
    expect(fixOf({ Pipfile: '[packages]\nfastapi = "*"\n' })).toMatch(
      /^pipenv install uvicorn && pipenv requirements \|/,
    );
  });

  const compiled = (lists: string): string =>
    `uv pip compile ${lists} --universal --python-version 3.13 -o pylock.toml`;

  it.each<[string, string, Readonly<Record<string, string>>]>([
    [
      'one with a name of its own',
      'requirements/production.txt',
      { 'requirements/production.txt': 'fastapi\nuvicorn\n' },
    ],
    [
      'the one that includes others',
      'requirements/production.txt',
      { 'requirements/base.txt': 'fastapi\n', 'requirements/production.txt': '-r base.txt\nuvicorn\n' },
    ],
    [
      'the one that includes others, if it is read later',
      'requirements/main.txt',
      { 'requirements/base.txt': 'fastapi\n', 'requirements/main.txt': '-r base.txt\nuvicorn\n' },
    ],
    [
      'not one for development',
      'requirements-prod.txt',
      { 'requirements-prod.txt': 'fastapi\nuvicorn\n', 'requirements-dev.txt': '-r requirements-prod.txt\npytest\n' },
    ],
    ['one with an unusual name', 'requirements/live.txt', { 'requirements/live.txt': 'fastapi\nuvicorn\n' }],
    ['one in a folder', 'src/requirements.txt', { 'src/requirements.txt': 'fastapi\nuvicorn\n' }],
    [
      'several that add to each other',
      'requirements.txt requirements/base.txt',
      { 'requirements.txt': 'fastapi\n', 'requirements/base.txt': 'fastapi\nuvicorn\n' },
    ],
    [
      'the first of several that say the same',
      'requirements.txt',
      { 'requirements.txt': 'fastapi\nuvicorn\n', 'requirements/base.txt': 'fastapi\n' },
    ],
    [
      'the one that leads to the project itself',
      'requirements.txt',
      { 'requirements.txt': '-e .\n', 'setup.py': 'setup(install_requires=["fastapi", "uvicorn"])\n' },
    ],
  ])('is told to lock the list that counts: %s', (_, lists, files) => {
    expect(fixOf(files)).toBe(compiled(lists));
  });

  it('is told to add to the list that counts', () => {
    const files = { 'requirements/base.txt': 'fastapi==0.1\n', 'requirements/prod.txt': '-r base.txt\n' };
    expect(fixOf(files)).toBe(
      `printf '\\n%s\\n' uvicorn >> requirements/prod.txt && ${compiled('requirements/prod.txt')}`,
    );
  });

  it('is told to lock the same list again', () => {
    const files = { 'requirements/prod.txt': 'fastapi\nuvicorn\n', 'pylock.toml': 'lock-version = "1.0"\n' };
    expect(toldOf(files, 'lock').told.join('\n')).toContain(`| ${compiled('requirements/prod.txt')} (`);
  });

  it('is told that hashes are not kept', () => {
    const hashed = (name: string): string => `${name}==1.0 \\\n    --hash=sha256:${'0'.repeat(64)}\n`;
    const told = toldOf({ 'requirements.txt': hashed('fastapi') + hashed('uvicorn') }).told.join('\n');
    expect(told).toContain('requirements.txt has hashes, and nixpkgs builds other files than those | ');
    expect(told).toMatch(/ \| to get exactly what it names: uv pip compile .* @2$/m);
    const plain = { 'requirements.txt': '# --hash=sha256:0 is for later\nfastapi\nuvicorn\n' };
    expect(toldOf(plain).told).toEqual([]);
  });

  it('has lines of their own for what is added, whatever the file ends with', async () => {
    for (const end of ['', '\n']) {
      const files = { 'requirements.txt': `fastapi==0.1${end}`, 'main.py': web };
      const folder = temporaryFolder(files);
      const [append = ''] = fixOf(files).split(' && ');
      await execa('sh', ['-c', append], { cwd: folder });
      expect(readFileSync(join(folder, 'requirements.txt'), 'utf8').split('\n').filter(Boolean)).toEqual([
        'fastapi==0.1',
        'uvicorn',
      ]);
    }
  });
});
