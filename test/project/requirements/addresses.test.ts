import { describe, expect, it } from 'vitest';
import { toldOf } from '../../support/telling.js';

const python = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', Procfile: 'web: gunicorn app:app\n' };

describe('a dependency that comes from elsewhere', () => {
  it.each([
    ['-e ./libs/mine', 'mine', './libs/mine'],
    ['git+https://h.example/acme/pick.git@8.1.7', 'pick', 'git+https://h.example/acme/pick.git@8.1.7'],
    ['libs/third', 'third', 'libs/third'],
    ['a @ https://h.example/a.whl', 'a', 'https://h.example/a.whl'],
  ])('is told by name: %s', (line, name, url) => {
    expect(toldOf({ ...python, 'requirements.txt': `flask\ngunicorn\n${line}\n` }, 'flask')).toEqual([
      expect.stringContaining(
        `build missing: ${name} comes from ${url} and not from nixpkgs, so it was left out | depend on a release that nixpkgs has, or `,
      ),
    ]);
  });

  it('is told with its index, and so is the index', () => {
    const text = '[tool.poetry.dependencies]\nflask = "*"\ngunicorn = "*"\nmine = {version = "1", source = "own"}\n';
    const source = '[[tool.poetry.source]]\nname = "own"\nurl = "https://me:secret@pypi.h.example/simple"\n';
    const told = toldOf({ ...python, 'pyproject.toml': text + source }, 'flask');
    expect(told).toEqual([
      expect.stringMatching(/^build missing: mine comes from the index own and not from nixpkgs.*@pyproject\.toml:4$/),
      expect.stringMatching(/^keep unknown: pyproject\.toml also takes packages from pypi\.h\.example, and/),
    ]);
  });
});
