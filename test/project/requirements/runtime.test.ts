import { describe, expect, it } from 'vitest';
import { concluded } from '../../../generators/core/project/conclusions.js';
import { fits } from '../../../generators/core/project/versions.js';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { catalog } from '../../support/rendering.js';

type Files = Readonly<Record<string, string>>;

/** What is told about the language's version: `stage state: headline | step @place`. */
const told = (files: Files): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files)))
    .filter(({ kind }) => kind === 'runtime')
    .map(({ stage, state, headline, evidence: [place] }) => {
      const step = state.is === 'missing' ? state.fix : state.is === 'unknown' ? state.check : '';
      return `${stage} ${state.is}: ${headline} | ${step ?? ''} @${place?.path ?? ''}:${place?.line ?? 0}`;
    });

const python: Files = {
  'requirements.txt': 'flask\ngunicorn\n',
  'app.py': 'app = 1\n',
  Procfile: 'web: gunicorn app:app\n',
};
const project = (more: string): Files => ({
  ...python,
  'pyproject.toml': `[project]\nname = "a"\nversion = "1"\ndependencies = ["flask"]\n${more}\n`,
});
const node = (engines: string, more: Files = {}): Files => ({
  'package.json': JSON.stringify({
    scripts: { start: 'node a.js' },
    ...(engines === '' ? {} : { engines: { node: engines } }),
  }),
  'a.js': '',
  ...more,
});
const go = (lines: string): Files => ({
  'go.mod': `module a\n\n${lines}\n`,
  'main.go': 'package main\n\nfunc main() {}\n',
});

const tests = 'run the tests in nix develop';
const other = 'there is also --python 3.14';
const uv = '(to get uv: pip install uv, or nix shell nixpkgs#uv)';
const again = 'then run the same command again';
/** How to have another version, of which nixpkgs has no packages. */
const compiled = (version: string): string =>
  `uv pip compile requirements.txt --universal --python-version ${version} -o pylock.toml ${uv}, ${again}`;
const locked = (version: string): string => `uv lock --python ${version} ${uv}, ${again}`;

describe('a version of the language', () => {
  it.each<[string, Files, string]>([
    [
      '.python-version',
      { ...python, '.python-version': '3.11\n' },
      `keep unknown: The project asks for Python 3.11, and gets 3.13 | ${tests}; to have Python 3.11: ${compiled('3.11')}; ${other} @.python-version:1`,
    ],
    [
      'runtime.txt',
      { ...python, 'runtime.txt': 'python-3.9.18\n' },
      `keep unknown: The project asks for Python 3.9.18, and gets 3.13 | ${tests}; to have Python 3.11, which is closer: ${compiled('3.11')}; ${other} @runtime.txt:1`,
    ],
    [
      '.tool-versions',
      { ...python, '.tool-versions': 'python 3.12.1\n' },
      `keep unknown: The project asks for Python 3.12.1, and gets 3.13 | ${tests}; to have Python 3.12: ${compiled('3.12')}; ${other} @.tool-versions:1`,
    ],
    [
      'a wish within the range',
      { ...project('requires-python = ">=3.10"'), '.python-version': '3.12\n' },
      `keep unknown: The project asks for Python 3.12, and gets 3.13 | ${tests}; to have Python 3.12: ${locked('3.12')}; ${other} @.python-version:1`,
    ],
    [
      'engines',
      node('20.x'),
      'keep unknown: The project asks for Node 20.x, and gets 24 | run the tests in nix develop; there is also --node 26 @package.json:1',
    ],
    [
      '.nvmrc',
      node('', { '.nvmrc': 'lts/iron\n' }),
      'keep unknown: The project asks for Node 20, and gets 24 | run the tests in nix develop; there is also --node 26 @.nvmrc:1',
    ],
  ])('that is only wished for is told: %s', (_, files, expected) => {
    expect(told(files)).toEqual([expected]);
  });

  it.each<[string, Files, string]>([
    [
      'requires-python',
      project('requires-python = ">=3.9,<3.12"'),
      `boot missing: The project is for Python >=3.9,<3.12, and gets 3.13 | ${locked('3.11')}; or allow Python 3.13 in pyproject.toml, then run the tests in nix develop @pyproject.toml:5`,
    ],
    [
      'one line left out',
      project('requires-python = "<3.13"'),
      `boot missing: The project is for Python <3.13, and gets 3.13 | ${locked('3.12')}; or allow Python 3.13 in pyproject.toml, then run the tests in nix develop @pyproject.toml:5`,
    ],
    [
      'Poetry',
      { ...python, 'pyproject.toml': '[tool.poetry.dependencies]\npython = "~3.11"\nflask = "*"\n' },
      `boot missing: The project is for Python ~3.11, and gets 3.13 | poetry lock (to get poetry: pip install poetry, or nix shell nixpkgs#poetry), ${again}; or allow Python 3.13 in pyproject.toml, then run the tests in nix develop @pyproject.toml:2`,
    ],
    [
      'setup.py',
      { ...python, 'setup.py': "from setuptools import setup\nsetup(name='a', python_requires='<3.12')\n" },
      `boot missing: The project is for Python <3.12, and gets 3.13 | ${compiled('3.11')}; or allow Python 3.13 in setup.py, then run the tests in nix develop @setup.py:2`,
    ],
    [
      'Python 2',
      { ...python, 'runtime.txt': 'python-2.7.18\n' },
      'boot missing: The project is for Python 2.7.18, and gets 3.13 | allow Python 3.13 in runtime.txt, then run the tests in nix develop @runtime.txt:1',
    ],
    [
      'engines that npm insists on',
      node('>=18 <23', { '.npmrc': 'engine-strict=true\n' }),
      'boot missing: The project is for Node >=18 <23, and gets 24 | allow Node 24 in package.json, then run the tests in nix develop @package.json:1',
    ],
    [
      'the go line',
      go('go 1.27'),
      'build missing: The project is for Go >=1.27, and gets 1.26 | go mod edit -go=1.26.4 && go mod tidy, then run the tests in nix develop @go.mod:3',
    ],
    [
      'a newer Go of the same release',
      go('go 1.26.99'),
      'build missing: The project is for Go >=1.26.99, and gets 1.26.4 | go mod edit -go=1.26.4 && go mod tidy, then run the tests in nix develop @go.mod:3',
    ],
    [
      'a newer Python of the same release',
      project('requires-python = ">=3.13.99,<3.14"'),
      'boot missing: The project is for Python >=3.13.99,<3.14, and gets 3.13.13 | allow Python 3.13.13 in pyproject.toml, then run the tests in nix develop @pyproject.toml:5',
    ],
    [
      'a newer Node of the same release',
      node('^24.99.0', { '.npmrc': 'engine-strict=true\n' }),
      'boot missing: The project is for Node ^24.99.0, and gets 24.16.0 | allow Node 24.16.0 in package.json, then run the tests in nix develop @package.json:1',
    ],
  ])('that the project is not for stands in the way: %s', (_, files, expected) => {
    expect(told(files)).toEqual([expected]);
  });

  it.each<[string, Files]>([
    ['no wish', python],
    ['a range', project('requires-python = ">=3.10,<4"')],
    ['the other one, which is chosen', project('requires-python = ">=3.14"')],
    ['the other one, where this one is left out', project('requires-python = "!=3.13.*,>=3.12"')],
    ['Poetry', { ...python, 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.11"\nflask = "*"\n' }],
    ['a wish that can be had', { ...python, '.python-version': '3.14\n' }],
    ['engines', node('^20.17.0 || >=22.9.0')],
    ['engines with a hyphen', node('20 - 26')],
    ['engines that npm insists on', node('>=22', { '.npmrc': 'engine-strict=true\n' })],
    ['.nvmrc', node('', { '.nvmrc': 'lts/krypton\n' })],
    ['.nvmrc without a number', node('', { '.nvmrc': 'node\n' })],
    ['the other one, where this one is too old', project('requires-python = ">=3.13.99"')],
    ['an older version of the same release', node('>=24.2', { '.npmrc': 'engine-strict=true\n' })],
    ['the go line of the same release', go('go 1.26.4')],
    ['the toolchain line', go('go 1.24.0\n\ntoolchain go1.27.1')],
  ])('that fits needs no word: %s', (_, files) => {
    expect(told(files)).toEqual([]);
  });

  it('that was chosen, where the project is for the other one, is told with the flag', () => {
    const examined = examinedAt(temporaryFolder(project('requires-python = "<3.14"')), undefined, { python: '3.14' });
    const [template] = catalog.templates.filter(({ id }) => id === 'flask');
    if (!template) throw new Error('there is no such template');
    const { version } = concluded(template, examined, {}, { options: { python: '3.14' } });
    expect(version).toMatchObject({ got: '3.14', allowed: ['3.13'], excluding: [{ value: '<3.14' }] });
  });
});

describe('a line of versions', () => {
  it.each<[string, string, boolean]>([
    ['3.13', '!=3.13.*', false],
    ['3.13', '!=3.13.1', true],
    ['3.13', '!=3.*', false],
    ['3.13', '===3.11', false],
    ['24', '18 - 22', false],
    ['24', '18.1.0 - 24', true],
    ['24', '18 || 20', false],
    ['24', '>= 18', true],
    ['24', 'lts/*', true],
  ])('%s for "%s": %s', (line, wanted, expected) => {
    expect(fits(line, wanted)).toBe(expected);
  });
});
