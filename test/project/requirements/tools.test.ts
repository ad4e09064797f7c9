import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const list = (...tools: readonly string[]): string => ['flask', 'gunicorn', ...tools, ''].join('\n');

const python = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', Procfile: 'web: gunicorn app:app\n' };

/** What is told about packages: `stage state: headline`. */
const toldOf = (files: Readonly<Record<string, string>>): string[] =>
  requirementsFrom(examinedAt(temporaryFolder({ ...python, ...files }), 'flask'))
    .filter(({ state, kind }) => state.is !== 'met' && ['version', 'dependency'].includes(kind))
    .map(({ stage, state, headline }) => `${stage} ${state.is}: ${headline}`);

describe('a tool for development that production lists', () => {
  it("doesn't stand in the way in another version, and is told in one line", () => {
    const files = { 'requirements.txt': list('black==22.3.0', 'pytest<8', 'flake8~=3.9', 'IPython==7.1') };
    expect(toldOf(files)).toEqual([
      expect.stringMatching(/^keep unknown: nixpkgs has other versions of tools .*black .*pytest .*flake8 .*IPython/),
    ]);
  });

  it('is left out if nixpkgs lacks it, or if it comes from an address', () => {
    const files = { 'requirements.txt': list('pytest-nowhere==1', 'black @ git+https://example.org/black', 'pytest') };
    expect(toldOf(files)).toEqual([
      expect.stringMatching(/^keep unknown: Left out, since the app doesn't use them: pytest-nowhere, black/),
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['a process starts it', { Procfile: 'web: gunicorn app:app\nrelease: black --check .\n' }],
    ['a process starts it as a module', { Procfile: 'web: gunicorn app:app\nrelease: python -m black .\n' }],
    ['a script of a process starts it', { Procfile: 'web: sh start.sh\n', 'start.sh': 'black .\ngunicorn app:app\n' }],
    ['code imports it', { 'app.py': `import os, black\n${python['app.py']}` }],
    [
      'code imports a part of it',
      { 'app.py': `${python['app.py']}try:\n    from black.mode import X\nexcept: pass\n` },
    ],
    ['code that is imported imports it', { 'app.py': `import own\n${python['app.py']}`, 'own.py': 'import black\n' }],
    ['code starts it', { 'app.py': `import subprocess\nsubprocess.run(["black", "."])\n${python['app.py']}` }],
    ["the code that runs isn't known", { Procfile: 'web: gunicorn other:app\n' }],
  ])('counts as any other package if %s', (_, files) => {
    const told = toldOf({ 'requirements.txt': list('black==22.3.0'), ...files });
    expect(told).toContainEqual(expect.stringMatching(/^boot missing: nixpkgs has another version of black/));
  });

  it('counts as none if only its tests, or a text, name it', () => {
    const code = `COLORS = ["black"]\n# import black\n${python['app.py']}`;
    const files = { 'requirements.txt': list('black==22.3.0'), 'app.py': code, 'tests/test_app.py': 'import black\n' };
    expect(toldOf(files)).toEqual([expect.stringMatching(/^keep unknown: /)]);
  });
});
