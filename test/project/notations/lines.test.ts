import { describe, expect, it } from 'vitest';
import { declaredIn, type Files } from '../../support/declaring.js';

const cases: readonly (readonly [string, Files, ...string[]])[] = [
  [
    'hashes on the next lines',
    { 'requirements.txt': 'a==1 \\\n  --hash=sha256:0 \\\n  --hash=sha256:1\n  # via b\nc==2 --hash=sha256:2\n' },
    'a ==1',
    'c ==2',
  ],
  ['a requirement over two lines', { 'requirements.txt': 'a>=1, \\\n  <2\nb\n' }, 'a >=1,<2', 'b'],
  [
    'markers',
    {
      'requirements.txt':
        'a; sys_platform == "win32"\nb; python_version < "3.9"\nc==1; python_version < "3.9"\nc==2; python_version >= "3.9"\n',
    },
    'c ==2',
  ],
  [
    'the asked version',
    { 'requirements.txt': 'a; python_version >= "3.14"\nb; python_version < "3.14"\n', '.python-version': '3.14\n' },
    'a',
  ],
  [
    'included lists',
    {
      'requirements.txt': '-r base.txt\n--requirement=more/x.txt\n',
      'base.txt': 'a\n',
      'more/x.txt': '-r y.txt\nb',
      'more/y.txt': 'c',
    },
    'a',
    'b',
    'c',
  ],
  [
    'constraints',
    { 'requirements.txt': '-c limits.txt\na\nb>1\n', 'limits.txt': 'a==1\nb<2 # why\nc==3\n' },
    'a ==1',
    'b >1,<2',
  ],
  ['options', { 'requirements.txt': '--index-url https://index.example/simple\n--pre\n-f ./wheels\na\n' }, 'a'],
  [
    'the project itself',
    { 'requirements.txt': '-e .\ngunicorn\n', 'setup.py': 'setup(install_requires=["a>=1", \'b\'],)' },
    'a >=1',
    'b',
    'gunicorn',
  ],
  [
    'setup.cfg',
    {
      'setup.cfg':
        '[metadata]\nname = shop\n[options]\ninstall_requires =\n    a>=1; python_version > "3"\n    # why\n    b\npackages = find:\n[options.extras_require]\ntest = c\n',
    },
    'a >=1',
    'b',
  ],
  ['setup.cfg with a file', { 'setup.cfg': '[options]\ninstall_requires = file: deps.in\n', 'deps.in': 'a\n' }, 'a'],
  [
    'setup.py',
    {
      'setup.py':
        'from setuptools import setup\nsetup(\n    install_requires=[\n        "a>=1",  # why\n        "b"\n        "[c]",\n    ],\n)\n',
    },
    'a >=1',
    'b[c]',
  ],
  [
    'setup.py with a name',
    { 'setup.py': 'needs = (\n    "a",\n    \'b\',\n)\nsetup(install_requires=needs)\n' },
    'a',
    'b',
  ],
  [
    'a list of another name',
    {
      'requirements/heroku.txt': '-r common.txt\na\n',
      'requirements/common.txt': 'b\n',
      'requirements/dev.txt': 'c\n',
    },
    'a',
    'b',
  ],
  ['a list to compile', { 'requirements.in': 'a\n' }, 'a'],
  [
    'setup.py with words in a record',
    { 'setup.py': "# install_requires=['x']\nwords = {\n 'install_requires': ['a'],\n}\nsetup(**words)\n" },
    'a',
  ],
];

describe('requirements in lines', () => {
  const rows = cases.map(([from, files, ...expected]) => [from, files, expected] as const);
  it.each(rows)('are read from %s', (_, files, expected) => {
    expect(declaredIn(files)).toEqual([...expected].sort());
  });
});
