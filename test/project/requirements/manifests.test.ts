import { describe, expect, it } from 'vitest';
import { toldOf, type Files } from '../../support/telling.js';

const python = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', Procfile: 'web: gunicorn app:app\n' };
const node = { 'server.js': 'require("node:http").createServer().listen(process.env.PORT);\n' };
const lock =
  '{"lockfileVersion":3,"packages":{"":{"dependencies":{"ms":"2"}},"node_modules/ms":{"resolved":"x","integrity":"y"}}}';
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('a manifest that can be read', () => {
  const fine: readonly (readonly [string, string, Files])[] = [
    ['UTF-16', 'flask', { ...python, 'requirements.txt': utf16('flask\ngunicorn\n') }],
    ['UTF-16 the other way', 'flask', { ...python, 'requirements.txt': utf16('flask\ngunicorn\n').swap16() }],
    ['UTF-8 with a byte order mark', 'flask', { ...python, 'requirements.txt': '\ufeffflask\ngunicorn\n' }],
    [
      'package.json with a byte order mark',
      'node',
      { ...node, 'package.json': '\ufeff{"scripts":{"start":"node server.js"}}' },
    ],
    [
      'a Procfile in UTF-16',
      'flask',
      { ...python, 'requirements.txt': 'flask\ngunicorn\n', Procfile: utf16(python.Procfile) },
    ],
    ['old line ends', 'flask', { ...python, 'requirements.txt': 'flask==3 ; python_version > "3"\r\ngunicorn\r\n' }],
    [
      'dynamic dependencies that are elsewhere',
      'flask',
      {
        ...python,
        'pyproject.toml': '[project]\ndynamic = ["dependencies"]\n',
        'requirements.txt': 'flask\ngunicorn\n',
      },
    ],
    [
      'code that reads a list which is read',
      'flask',
      {
        ...python,
        'requirements.txt': '-e .\nflask\ngunicorn\n',
        'setup.py': 'setup(install_requires=open("requirements.txt").read())',
      },
    ],
    [
      'an index for builds of what nixpkgs has',
      'flask',
      {
        ...python,
        'pyproject.toml':
          '[project]\ndependencies = ["flask", "torch", "gunicorn"]\n[tool.uv.sources]\ntorch = { index = "cpu" }\n',
      },
    ],
    [
      'no list at all',
      'flask',
      { 'app.py': 'import http.server, os\nport = os.environ["PORT"]\n', Procfile: 'web: python app.py\n' },
    ],
  ];
  it.each(fine)('%s needs nothing', (_, template, files) => {
    expect(toldOf(files, template)).toEqual([]);
  });
});

describe("a manifest that can't", () => {
  const refused: readonly (readonly [string, string, Files, RegExp])[] = [
    [
      'bytes',
      'flask',
      { ...python, 'requirements.txt': Buffer.from('flask\n', 'utf16le') },
      /^build missing: requirements\.txt can't be read: it is not UTF-8 text \| save it as UTF-8.* @requirements\.txt:1$/,
    ],
    [
      'UTF-32',
      'flask',
      { ...python, 'requirements.txt': Buffer.from('fffe00006100000062000000', 'hex') },
      /^build missing: requirements\.txt can't be read: it is not UTF-8 text/,
    ],
    [
      'a comma',
      'flask',
      { ...python, 'pyproject.toml': '[project]\ndependencies = [\n "flask",\n "gunicorn"\n "a",\n]\n' },
      /^build missing: pyproject\.toml can't be read: it is not valid TOML at line 5, column \d+: expected comma.* \| .*@pyproject\.toml:5$/,
    ],
    [
      'a key twice',
      'flask',
      { ...python, Pipfile: '[packages]\nflask = "*"\nflask = "*"\n' },
      /^build missing: Pipfile can't be read: .* line 3.*@Pipfile:3$/,
    ],
    [
      'a line',
      'flask',
      { ...python, 'requirements.txt': 'flask=3.0\ngunicorn\n' },
      /^build missing: requirements\.txt can't be read: flask=3\.0 is no requirement \(line 1\) \| write it as/,
    ],
    [
      'a marker',
      'flask',
      { ...python, 'requirements.txt': 'gunicorn\nflask; python < 3\n' },
      /python < 3 is no condition \(line 2\)/,
    ],
    [
      'a version in a table',
      'flask',
      { ...python, 'pyproject.toml': '[tool.poetry.dependencies]\nflask = "latest"\ngunicorn = "*"\n' },
      /pyproject\.toml can't be read: latest is no version \(line 2\)/,
    ],
    [
      'an included list',
      'flask',
      { ...python, 'requirements.txt': 'gunicorn\n-r base.txt\n' },
      /requirements\.txt can't be read: base\.txt isn't in the project \(line 2\) \| add that list/,
    ],
    [
      'a list elsewhere',
      'flask',
      { ...python, 'pyproject.toml': '[project]\ndynamic = ["version", "dependencies"]\n' },
      /^build missing: pyproject\.toml can't be read: it says that the dependencies are elsewhere.*@pyproject\.toml:2$/,
    ],
    [
      'a file named there',
      'flask',
      {
        ...python,
        'pyproject.toml':
          '[project]\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = {file = "deps.in"}\n',
      },
      /can't be read: deps\.in isn't in the project \(line 4\)/,
    ],
    [
      'text instead of a list',
      'flask',
      { ...python, 'pyproject.toml': '[project]\ndependencies = "flask"\n' },
      /project\.dependencies is no list \(line 2\)/,
    ],
    [
      'code',
      'flask',
      { ...python, 'setup.py': 'from setuptools import setup\nsetup(\n  install_requires=needs(),\n)\n' },
      /^build missing: setup\.py can't be read: code makes this list of dependencies \(line 3\) \| list the dependencies in a file that is read, such as requirements\.txt.*@setup\.py:3$/,
    ],
    [
      'a comma in JSON',
      'node',
      {
        ...node,
        'package.json': '{\n "scripts": {"start": "node server.js",},\n "dependencies": {"ms": "^2"}}',
        'package-lock.json': lock,
      },
      /^build missing: package\.json can't be read: it is not valid JSON at line 2, column 40: expected a name in double quotation marks \| mend that line.* @package\.json:2$/,
    ],
    [
      'a lock',
      'node',
      {
        ...node,
        'package.json': '{"dependencies":{"ms":"2"}}',
        'package-lock.json': `${lock.slice(0, -1)}\n<<<<<<< main\n`,
      },
      /^build missing: package-lock\.json can't be read: .* line 2, column 1: expected a comma or \}/,
    ],
    [
      'JSON in UTF-16',
      'node',
      { ...node, 'package.json': utf16('{"name":"a"}') },
      /^build missing: package\.json can't be read: it is in UTF-16, and JSON is not \| save it as UTF-8/,
    ],
    ['no object', 'node', { ...node, 'package.json': '[]' }, /package\.json can't be read: it holds no object/],
    [
      'an empty file',
      'node',
      { ...node, 'package.json': '' },
      /package\.json can't be read: .* line 1, column 1: expected a value/,
    ],
  ];
  it.each(refused)('because of %s is the one thing that is told', (_, template, files, expected) => {
    expect(toldOf(files, template)).toEqual([expect.stringMatching(expected)]);
  });

  it('stops no deploy if only Heroku reads it', () => {
    const files = { ...python, 'requirements.txt': 'flask\ngunicorn\n' };
    const told = toldOf({ ...files, 'app.json': '{\n  // why\n  "stack": "container",\n}\n' }, 'flask');
    expect(told).toEqual([
      expect.stringMatching(/^keep missing: app\.json can't be read: .*line 2, column 3.*@app\.json:2$/),
    ]);
    expect(toldOf({ ...files, 'app.json': '{"stack":"container"}' }, 'flask')).toEqual([]);
    expect(toldOf({ ...files, 'app.json': '{"description":"\\"stack\\": \\"container\\""}' }, 'flask')).toEqual([
      expect.stringMatching(/^keep missing: You already have an app\.json/),
    ]);
  });
});
