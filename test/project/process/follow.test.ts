import { describe, expect, it } from 'vitest';
import { follow } from '../../../generators/core/project/process/follow.js';
import { dependenciesOf } from '../../../generators/core/project/dependencies.js';
import { isKnown } from '../../../generators/core/project/packages.js';
import { openTree } from '../../../generators/core/project/tree.js';
import { temporaryFolder } from '../../support/folders.js';
import { catalog } from '../../support/rendering.js';

/** Follows a command in a project: how the image runs it, and where each program comes from. */
function followed(template: string, line: string, files: Readonly<Record<string, string>> = {}) {
  const { detect } = catalog.templates.find(({ id }) => id === template) ?? {};
  if (!detect) throw new Error(`no template ${template}`);
  const tree = openTree(temporaryFolder({ 'README.md': '', ...files }), []);
  const bare = { tree, common: catalog.detection, dependencies: [] };
  const { dependencies } = dependenciesOf(bare, detect, '3.13');
  const canAdd = (name: string): boolean => isKnown(detect.packages, name);
  const context = { ...bare, dependencies, rules: detect.commands, version: '3.13', built: ['shop'], canAdd };
  const evidence = { path: 'Procfile', line: 1, text: line };
  const { command, starts, opaque, lost } = follow(context, line, evidence);
  return {
    command,
    starts: starts.map(({ program, origin, folder, evidence: { path, line: at } }) => {
      const from = 'name' in origin ? ` ${origin.name}` : '';
      return `${program}: ${origin.is}${from}${folder === '' ? '' : ` in ${folder}`}${path === 'Procfile' ? '' : ` (${path}:${at})`}`;
    }),
    ...(opaque.length > 0 ? { opaque: opaque.map(({ path, line: at }) => `${path}:${at}`) } : {}),
    ...(lost.length > 0 ? { lost: lost.map(({ folder }) => folder) } : {}),
  };
}

const flask = { 'requirements.txt': 'flask\nwaitress\nnewrelic\n' };

describe('a command of a Python project', () => {
  it.each([
    ['poetry run gunicorn app:app', 'gunicorn app:app'],
    ['uv run --no-sync --env-file .env gunicorn app:app', 'gunicorn app:app'],
    ['A=1 pipenv run gunicorn app:app --bind "0.0.0.0:$PORT"', 'A=1 gunicorn app:app --bind "0.0.0.0:$PORT"'],
    ['exec poetry run gunicorn app:app && x', 'exec gunicorn app:app && x'],
  ])('%s is run without the runner', (line, command) => {
    expect(followed('flask', line, flask)).toMatchObject({ command });
  });

  it.each([
    ['gunicorn app:app', ['gunicorn: added gunicorn']],
    ['waitress-serve app:app', ['waitress-serve: dependency waitress']],
    ['python3.13 app.py', ['python3.13: image']],
    ['python3.11 app.py', ['python3.11: absent']],
    ['exec env -u B A=1 python app.py', ['python: image']],
    [
      'newrelic-admin run-program waitress-serve a:b',
      ['newrelic-admin: dependency newrelic', 'waitress-serve: dependency waitress'],
    ],
    ['bin/start-nginx gunicorn app:app', ['bin/start-nginx: absent']],
    ['/app/bin/serve', ['/app/bin/serve: elsewhere']],
    ['/bin/bash -lc "python a.py && sleep 1"', ['python: image', 'sleep: image']],
    ['python a.py | tee x', ['python: image', 'tee: image']],
  ])('%s starts what is known', (line, starts) => {
    expect(followed('flask', line, flask).starts).toEqual(starts);
  });

  it('is followed into folders and scripts of the shell', () => {
    const files = {
      ...flask,
      'backend/app.py': '',
      'start.sh':
        '#!/usr/bin/env bash\nset -euo pipefail\n\ncd backend\nexport A=1\npoetry run python app.py\nfor a in b; do c; done\n',
    };
    expect(followed('flask', 'bash start.sh', files)).toEqual({
      command: 'bash start.sh',
      starts: [
        'poetry: absent in backend (start.sh:6)',
        'python: image in backend (start.sh:6)',
        'c: absent in backend (start.sh:7)',
      ],
    });
    expect(followed('flask', './start.sh', files).starts.length).toBe(4);
    const branching = { ...files, 'case.sh': 'case a in b) c;; esac\n' };
    expect(followed('flask', 'sh case.sh', branching)).toMatchObject({ starts: [], opaque: ['case.sh:1'] });
    expect(followed('flask', 'cd /app && python a.py', files)).toMatchObject({ lost: ['/app'] });
    expect(followed('flask', 'cd nowhere && python a.py', files)).toMatchObject({ lost: ['nowhere'] });
    expect(followed('flask', 'cd ../x && python a.py', files)).toMatchObject({ lost: ['../x'] });
  });

  it('may start a program that the project itself declares, which is not installed', () => {
    const files = { 'pyproject.toml': '[project]\nname = "shop"\n[project.scripts]\nshop-serve = "shop.cli:main"\n' };
    expect(followed('flask', 'shop-serve', files).starts).toEqual(['shop-serve: declared']);
  });
});

const node = (scripts: object, more: object = {}, lock: object = {}) => ({
  'package.json': JSON.stringify({ scripts, ...more }, null, 1),
  'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...lock } }),
});

describe('a command of a Node project', () => {
  it('is what its script says, with those before and after it', () => {
    const files = node({ prestart: 'node migrate.js', start: 'node server.js', poststart: 'node done.js' });
    const command = 'node migrate.js && node server.js && node done.js';
    for (const line of ['npm start', 'npm run start', 'yarn start', 'yarn run start', 'pnpm start', 'pnpm run start'])
      expect(followed('node', line, files)).toMatchObject({ command });
    expect(followed('node', 'npm start', files).starts[0]).toBe('node: image (package.json:3)');
  });

  it('is given what follows --, and the folder that a flag names', () => {
    const files = {
      ...node({ start: 'npm run --prefix api web -- --port 1' }),
      'api/package.json': '{"scripts":{"web":"node a.js"}}',
    };
    expect(followed('node', 'npm start', files).command).toBe('cd api && node a.js --port 1');
    expect(followed('node', 'npm start', files).starts).toEqual(['node: image in api (api/package.json:1)']);
  });

  it('starts programs of packages in the lock, and no others', () => {
    const lock = {
      'node_modules/serve': { bin: { serve: 'build/main.js' } },
      'node_modules/tsx': { dev: true, bin: { tsx: 'dist/cli.mjs' } },
      'node_modules/a/node_modules/hidden': { bin: { hidden: 'x.js' } },
      'node_modules/@b/one': { bin: './x.js' },
    };
    const files = node(
      { start: 'cross-env NODE_ENV=production tsx server.ts' },
      { devDependencies: { tsx: '4' } },
      lock,
    );
    expect(followed('node', 'npm start', files).starts.map((each) => each.replace(/ \(.*/, ''))).toEqual([
      'cross-env: absent',
      'tsx: development tsx',
    ]);
    expect(followed('node', 'npx serve -s build', files)).toEqual({
      command: 'serve -s build',
      starts: ['serve: dependency serve'],
    });
    expect(followed('node', './node_modules/.bin/one', files).starts).toEqual([
      './node_modules/.bin/one: dependency @b/one',
    ]);
    expect(followed('node', 'hidden', files).starts).toEqual(['hidden: absent']);
    expect(followed('node', 'bun server.js', files).starts).toEqual(['bun: absent']);
  });

  it('starts several scripts by their names, and by a part of them', () => {
    const scripts = {
      start: 'run-p --silent serve work:*',
      serve: 'node server.js',
      'work:mail': 'node mail.js',
      'work:jobs:all': 'no',
      prework: 'no',
    };
    const files = { 'package.json': JSON.stringify({ scripts, dependencies: { 'npm-run-all': '4' } }) };
    expect(followed('node', 'npm start', files)).toEqual({
      command: 'run-p --silent serve work:*',
      starts: [
        'run-p: dependency npm-run-all (package.json:1)',
        'node: image (package.json:1)',
        'node: image (package.json:1)',
      ],
    });
  });

  it('ends if scripts start each other without end', () => {
    const files = node({ a: 'npm run b', b: 'npm run a && npm run b && npm run b' });
    expect(followed('node', 'npm run a', files).starts.length).toBeLessThan(5_000);
  });
});

describe('a command of a Go project', () => {
  it.each([
    ['bin/shop', 'bin/shop: built'],
    ['./bin/shop', './bin/shop: built'],
    ['shop', 'shop: built'],
    ['bin/server', 'bin/server: absent'],
    ['go run main.go', 'go: absent'],
  ])('%s is one that the build makes, or not', (line, start) => {
    expect(followed('go', line).starts).toEqual([start]);
  });
});
