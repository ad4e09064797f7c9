import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

/** What is wrong with the folders that processes run in: the headline, and what to do. */
const told = (files: Readonly<Record<string, string>>): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files)))
    .filter(({ kind, state }) => kind === 'folder' && state.is !== 'met')
    .map(({ headline, state }) => `${headline} | ${state.is === 'missing' ? (state.fix ?? '') : ''}`);

const node = (web: string, below: object = { dependencies: { express: '5' } }) => ({
  Procfile: `web: ${web}\n`,
  'package.json': JSON.stringify({
    scripts: { start: 'node a.js', in: 'cd server && node a.js' },
    dependencies: { koa: '3' },
  }),
  'server/package.json': JSON.stringify({ scripts: { start: 'node a.js' }, ...below }),
  'server/a.js': 'require("node:http").createServer().listen(process.env.PORT)\n',
});

const python = (web: string, below = 'Flask\nsqlalchemy\n') => ({
  Procfile: `web: ${web}\n`,
  'requirements.txt': 'gunicorn\nuvicorn\nflask\n',
  'back end/requirements.txt': below,
  'back end/app.py': 'from flask import Flask\napp = Flask(__name__)\n',
});

describe('a process that runs in another folder', () => {
  it.each([
    [node('cd server && node a.js'), 'express', '--root server'],
    [node('npm start --prefix server'), 'express', '--root server'],
    [node('npm run in'), 'express', '--root server'],
    [node('cd server && npm install && node a.js'), 'express', '--root server'],
    [python('gunicorn --chdir "back end" app:app'), 'not: sqlalchemy', "--root 'back end'"],
    [python('gunicorn --chdir="back end" app:app'), 'not: sqlalchemy', "--root 'back end'"],
    [python('cd "back end" && gunicorn app:app'), 'not: sqlalchemy', "--root 'back end'"],
    [
      python('uvicorn --app-dir "back end" app:app --port $PORT --host 0.0.0.0'),
      'not: sqlalchemy',
      "--root 'back end'",
    ],
  ])('$Procfile lacks the packages there', (files, name, fix) => {
    expect(told(files)).toEqual([expect.stringContaining(name)]);
    expect(told(files)).toEqual([expect.stringContaining(fix)]);
  });

  it.each([
    [node('node server/a.js')],
    [node('cd server && node a.js', {})],
    [node('cd server && node a.js', { devDependencies: { eslint: '9' } })],
    [node('cd server && node a.js', { dependencies: { koa: '3' } })],
    [python('gunicorn --chdir "back end" app:app', 'flask\n')],
    [python('gunicorn --chdir nowhere app:app')],
    [python('gunicorn app:app')],
  ])('$Procfile lacks nothing', (files) => {
    expect(told(files)).toEqual([]);
  });
});

describe('a process that installs packages', () => {
  it.each([
    [node('npm install left-pad && node server/a.js', {}), 'runs npm install when it starts'],
    [node('node server/a.js && npm ci', {}), 'runs npm ci when it starts'],
    [{ ...node('sh start.sh', {}), 'start.sh': 'npm install\nnode server/a.js\n' }, 'runs npm install when it starts'],
  ])('$Procfile is told', (files, headline) => {
    expect(told(files)).toEqual([expect.stringContaining(headline)]);
  });

  it('is fine if Nix has installed them', () => {
    expect(told(node('npm install && node server/a.js', {}))).toEqual([]);
  });
});
