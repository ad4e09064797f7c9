import { describe, expect, it } from 'vitest';
import { declaredIn, type Files } from '../../support/declaring.js';

const web = { Procfile: 'web: uv run gunicorn app:app\n' };
const project = '[project]\nname = "shop"\nversion = "1"\n';

const cases: readonly (readonly [string, Files, ...string[]])[] = [
  [
    'optional lists of the project itself',
    {
      'requirements.txt': '.[db]\n',
      'pyproject.toml': `${project}dependencies = ["a"]\n[project.optional-dependencies]\ndb = ["b"]\nx = ["c"]\n`,
    },
    'a',
    'b',
  ],
  [
    'brackets',
    { 'pyproject.toml': `${project}dependencies = ["a (>=3.1,<4)", "b[c] (>=0.28)"]\n` },
    'a >=3.1,<4',
    'b[c] >=0.28',
  ],
  [
    'lists that include each other',
    {
      'pyproject.toml': `${project}[project.optional-dependencies]\nprod = ["shop[b]", "a"]\nb = ["c", "shop[prod]"]\n`,
    },
    'a',
    'c',
  ],
  [
    'a list with what is started',
    {
      ...web,
      'pyproject.toml': `${project}dependencies = ["a"]\n[project.optional-dependencies]\nserve = ["gunicorn", "b"]\nx = ["c"]\ntest = ["gunicorn", "d"]\n`,
    },
    'a',
    'b',
    'gunicorn',
  ],
  [
    'default groups',
    {
      'pyproject.toml': `${project}dependencies = ["a"]\n[dependency-groups]\nweb = ["b", {include-group = "db"}]\ndb = ["c"]\ndev = ["d"]\nx = ["e"]\n[tool.uv]\ndefault-groups = ["web", "dev"]\n`,
    },
    'a',
    'b',
    'c',
  ],
  [
    'sources of uv',
    {
      'pyproject.toml': `${project}dependencies = ["core", "a", "b>1", "c", "d"]\n[tool.uv.sources]\ncore = { workspace = true }\na = { path = "../a" }\nb = { git = "https://h.example/b", tag = "v1" }\nc = { index = "own" }\nd = [{ url = "https://h.example/d.whl", marker = "sys_platform == 'win32'" }]\n`,
      'libs/core/pyproject.toml': '[project]\nname = "Core"\n',
    },
    'a @ ../a',
    'b >1 @ git+https://h.example/b',
    'c @ index own',
    'core @ libs/core (a member of the workspace)',
    'd',
  ],
  [
    'tables of Poetry',
    {
      'pyproject.toml':
        '[tool.poetry.dependencies]\npython = "^3.11"\na = {extras = ["x"], version = "^3.0"}\nb = {version = "*", platform = "win32"}\nc = {version = "^1", markers = "sys_platform == \'win32\'"}\nd = {version = "^2", optional = true}\ne = [{version = "^1", python = "<3.12"}, {version = "^2", python = ">=3.12"}]\nf = {path = "../f"}\ng = {version = "^1", source = "own"}\nh = {git = "https://h.example/h.git"}\ni = "^3"\n',
    },
    'a[x] ^3.0',
    'e ^2',
    'f @ ../f',
    'g ^1 @ index own',
    'h @ git+https://h.example/h.git',
    'i ^3',
  ],
  [
    'optional dependencies of Poetry',
    {
      ...web,
      'pyproject.toml':
        '[tool.poetry.dependencies]\na = {version = "^1", optional = true}\ngunicorn = {version = "^22", optional = true}\nb = {version = "*", optional = true}\n[tool.poetry.extras]\nserve = ["a", "gunicorn"]\nx = ["b"]\n',
    },
    'a ^1',
    'gunicorn ^22',
  ],
  [
    'groups of Poetry',
    {
      'pyproject.toml':
        '[tool.poetry.group.prod.dependencies]\na = "^1"\n[tool.poetry.group.test-tools.dependencies]\nb = "*"\n[tool.poetry.group.worker.dependencies]\nc = "*"\n[tool.poetry.group.x]\noptional = true\n[tool.poetry.group.x.dependencies]\nd = "*"\n',
    },
    'a ^1',
    'c *',
  ],
  [
    'Poetry 2 with dynamic dependencies',
    { 'pyproject.toml': `${project}dynamic = ["dependencies"]\n[tool.poetry.dependencies]\na = "^1"\n` },
    'a ^1',
  ],
  [
    'a Pipfile',
    {
      Pipfile:
        '[packages]\na = "*"\nb = {version = "==1", extras = ["x"], sys_platform = "== \'win32\'"}\nc = {editable = true, path = "."}\nd = {ref = "x", git = "https://h.example/d.git"}\ne = {version = ">=1", markers = "python_version >= \'3\'", index = "pypi"}\nf = {version = "*", index = "own"}\n[dev-packages]\ng = "*"\n',
    },
    'a *',
    'd @ git+https://h.example/d.git',
    'e >=1',
    'f * @ index own',
  ],
  [
    'files named by pyproject.toml',
    {
      'pyproject.toml': `${project}dynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = {file = ["deps.in", "more.in"]}\n`,
      'deps.in': 'a\n',
      'more.in': 'b\n',
    },
    'a',
    'b',
  ],
  [
    'a list that a command asks for',
    {
      Procfile: 'web: uv run --extra serve --group=db python -m shop\n',
      'pyproject.toml': `${project}dependencies = ["a"]\n[project.optional-dependencies]\nserve = ["b"]\nx = ["c"]\n[dependency-groups]\ndb = ["d"]\ny = ["e"]\n`,
    },
    'a',
    'b',
    'd',
  ],
  [
    'a lock alone',
    {
      'Pipfile.lock':
        '{"_meta":{},"default":{"a":{"version":"==1","hashes":[],"index":"pypi","markers":"python_version >= \'3\'"},"b":{"version":"==2","markers":"sys_platform == \'win32\'"}},"develop":{"c":{}}}',
    },
    'a ==1',
  ],
  ['old tables of Flit', { 'pyproject.toml': '[tool.flit.metadata]\nrequires = ["a >=1"]\n' }, 'a >=1'],
];

describe('requirements in TOML', () => {
  const rows = cases.map(([from, files, ...expected]) => [from, files, expected] as const);
  it.each(rows)('are read from %s', (_, files, expected) => {
    expect(declaredIn(files)).toEqual([...expected].sort());
  });
});
