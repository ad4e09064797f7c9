import { describe, expect, it } from 'vitest';
import { examinedAt, unmetAt } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';

const found = (files: Readonly<Record<string, string>>) => examinedAt(temporaryFolder(files)).detected;

const goMain = 'package main\n\nimport "net/http"\n\nfunc main() {\n}\n';
const goMod = 'module example.com/shop\n\ngo 1.24\n';
const uvicorn = 'uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}';
const gunicorn = 'gunicorn main:app --bind 0.0.0.0:${PORT:-8000}';
const nest = { dependencies: { '@nestjs/core': '11' } };
const node = (scripts: Readonly<Record<string, string>>, more: object = {}) => ({
  'package.json': `${JSON.stringify({ name: 'shop', scripts, ...more }, null, 2)}\n`,
});

describe('the command that starts a project', () => {
  const shapes: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined])[] = [
    ['a module with a quoted name', { 'go.mod': 'module "example.com/shop"\n', 'main.go': goMain }, 'bin/shop'],
    ['a main package at the root, whatever its file is called', { 'go.mod': goMod, 'hello.go': goMain }, 'bin/shop'],
    [
      'a library at the root, next to a program',
      { 'go.mod': goMod, 'shop.go': 'package shop\n', 'cmd/till/main.go': goMain },
      'bin/till',
    ],
    ['a main package in app/', { 'go.mod': goMod, 'app/main.go': goMain }, 'bin/app'],
    ['a main package in cmd/ itself', { 'go.mod': goMod, 'cmd/main.go': goMain }, 'bin/cmd'],
    [
      'an app made by a function, with FastAPI',
      { 'requirements.txt': 'fastapi\n', 'main.py': 'app = create_app()\n' },
      uvicorn,
    ],
    [
      'an app made by a function, with Flask',
      { 'requirements.txt': 'flask\n', 'main.py': 'app = create_app()\n' },
      gunicorn,
    ],
    [
      'an app returned by a function',
      { 'requirements.txt': 'fastapi\n', 'app/main.py': 'app = get_application()\n' },
      uvicorn.replace('main:', 'app.main:'),
    ],
    [
      'an app made by another package',
      { 'requirements.txt': 'celery\n', 'main.py': 'app = create_app()\n' },
      undefined,
    ],
    [
      'a separate start script for production',
      node({ start: 'nest start', 'start:prod': 'node dist/main' }, nest),
      'npm run start:prod',
    ],
    [
      'a start script that compiles first',
      node({ build: 'tsc', start: 'npm run build && node dist/server.js' }),
      'npm start',
    ],
    ['a start script for development only', node({ start: 'vue-cli-service serve' }), undefined],
    ['a start script that watches', node({ start: 'tsx watch src/server.ts' }), undefined],
    [
      'a server without package.json',
      { 'server.js': "require('http').createServer().listen(process.env.PORT)\n" },
      'node server.js',
    ],
  ];
  it.each(shapes)('is found in %s', (_, files, expected) => {
    const { start } = found(files).facts;
    expect(start?.settled === true ? start.value : undefined).toBe(expected);
  });
});

describe('a project', () => {
  it('without declared dependencies is recognized by its source', () => {
    const { kind } = found({
      'server.js': "import { createServer } from 'node:http';\n\ncreateServer().listen(80);\n",
    });
    expect(kind).toMatchObject({ value: 'node', settled: true });
  });

  it("with npm settings isn't told that they are misspelled", () => {
    expect(found({ ...node({ start: 'node a.js' }), '.npmrc': 'save-exact=true\n' }).misspelled).toEqual([]);
  });

  const told: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    [
      'a Procfile that calls make',
      { 'requirements.txt': 'flask\n', Procfile: 'web: make run\n' },
      /make.*isn't in the image/,
    ],
    [
      'a conda environment',
      { 'app.py': 'import flask\n', 'environment.yml': 'dependencies:\n  - flask\n' },
      /environment\.yml isn't read/,
    ],
    [
      'pixi packages',
      { 'app.py': 'import flask\n', 'pixi.toml': '[dependencies]\nflask = "*"\n' },
      /pixi\.toml isn't read/,
    ],
    [
      'a package that depends on its workspace',
      node({ start: 'node a.js' }, { dependencies: { '@shop/till': 'workspace:*' } }),
      /other packages of its workspace/,
    ],
  ];
  it.each(told)('with %s is told what that means', (_, files, expected) => {
    const headlines = unmetAt(temporaryFolder(files));
    expect(headlines).toContainEqual(expect.stringMatching(expected));
  });

  it('with uWSGI has a production server', () => {
    const files = { 'requirements.txt': 'flask\nuwsgi\n', 'app.py': '' };
    expect(unmetAt(temporaryFolder(files)).join()).not.toContain('no production server');
  });

  it('names its dependencies before their lock files', () => {
    const files = {
      'pyproject.toml': '[project]\ndependencies = ["psycopg"]\n',
      'uv.lock': '[[package]]\nname = "psycopg"\n',
    };
    expect(found(files).lists.drivers?.[0]?.evidence[0]?.path).toBe('pyproject.toml');
  });

  it('with many parts lists those first that can start by themselves', () => {
    const { parts } = found({
      'api/package.json': '{"name": "lib"}\n',
      'web/package.json': '{"scripts": {"start": "node a.js"}}\n',
    });
    expect(parts.map(({ path }) => path)).toEqual(['web', 'api']);
  });
});
