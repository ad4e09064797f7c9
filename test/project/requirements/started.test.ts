import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/folders.js';
import { toldAt } from '../../support/examining.js';

const python = (web: string, more: Readonly<Record<string, string>> = {}) => ({
  'requirements.txt': 'django\nfastapi\nflask\ngunicorn\nuvicorn\nstreamlit\napache-superset\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
  'backend/main.py': 'app = object()\n',
  'src/shop/web.py': 'app = object()\n',
  Procfile: `web: ${web}\n`,
  ...more,
});

const node = (start: string, scripts: Readonly<Record<string, string>> = {}) => ({
  'package.json': JSON.stringify({ scripts: { start, ...scripts } }),
  'server.js': "require('http').createServer().listen(process.env.PORT)\n",
  'src/server.js': '',
  'lib/index.js': "require('http').createServer().listen(process.env.PORT)\n",
});

const startedIn = (files: Readonly<Record<string, string>>): string[] =>
  toldAt(temporaryFolder(files)).filter((each) => /isn't in the|\/app/.test(each));

describe('what a process starts', () => {
  it.each([
    python('gunicorn app:app'),
    python('gunicorn shop.web:app'),
    python('gunicorn --chdir backend main:app'),
    python('gunicorn --chdir=backend/ main:app'),
    python('uvicorn --app-dir backend main:app --host 0.0.0.0 --port $PORT'),
    python('cd backend && uvicorn main:app --host 0.0.0.0 --port $PORT'),
    python('gunicorn backend.main:app'),
    python('gunicorn "app:create_app()"'),
    python('gunicorn --pythonpath lib,backend main:app'),
    python('gunicorn -c python:config.serving -k shop.workers:Own app:app'),
    // A dependency may have it.
    python('gunicorn superset.app:create_app'),
    python('python -m http.server $PORT'),
    python('python -c "import server" app.py'),
    python('python -u app.py --reload missing.py'),
    python('streamlit run app.py --server.port $PORT'),
    node('node server.js'),
    node('node server'),
    node('node --enable-source-maps -r dotenv/config ./server.js missing.js'),
    node('node lib'),
    node('node .'),
    node('node -e "require(\'./server\')"'),
    // What a build makes isn't there yet.
    node('node dist/main.js', { build: 'tsc' }),
    node('node dist/main.js', { postinstall: 'tsc' }),
  ])('is there: %j', (files) => {
    expect(startedIn(files)).toEqual([]);
  });

  it.each([
    [python('gunicorn main:app'), "web starts main, which isn't in the repository"],
    [python('gunicorn backend.app:app'), "web starts backend.app, which isn't in the repository"],
    [python('gunicorn shop.wsgi --log-file -'), "web starts shop.wsgi, which isn't in the repository"],
    [python('gunicorn --chdir server app:app'), "web changes into server, which isn't in the project"],
    [python('python bot.py'), "web starts bot.py, which isn't in the repository"],
    [python('cd backend && python app.py'), "web starts app.py, which isn't in the repository"],
    [python('streamlit run main.py --server.port $PORT'), "web starts main.py, which isn't in the repository"],
    [python('sh start.sh', { 'start.sh': 'exec python web.py\n' }), "web starts web.py, which isn't in the repository"],
    [node('node index.js'), "web starts index.js, which isn't in the repository"],
    [node('node ./bin/www'), "web starts ./bin/www, which isn't in the repository"],
    [node('node dist/server.js'), "web starts dist/server.js, which isn't in the repository"],
  ])('is lacking: %j', (files, headline) => {
    const told = startedIn(files);
    expect(told).toEqual([expect.stringContaining(`missing: ${headline} | `)]);
    // What isn't there doesn't listen, which needs no words of its own.
    if ('package.json' in files) expect(toldAt(temporaryFolder(files))).toHaveLength(1);
  });

  it.each([
    [python('python /app/app.py'), '/app/app.py', 'write app.py there'],
    [python('gunicorn --chdir /app app:app'), '/app', 'write . there'],
    [python('gunicorn --chdir=/app/backend main:app'), '/app/backend', 'write backend there'],
    [python('gunicorn -c/app/conf.py app:app'), '/app/conf.py', 'write conf.py there'],
    [python('/app/start.sh', { 'start.sh': '#!/bin/sh\n' }), '/app/start.sh', 'write start.sh there'],
    [node('node /app/server.js'), '/app/server.js', 'write server.js there'],
  ])('is only where buildpacks put it: %j', (files, path, fix) => {
    const told = startedIn(files);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(` ${path}, `);
    expect(told[0]).toContain(`| ${fix}`);
  });

  it.each([python('gunicorn app:app --log-config=/application.ini'), python('gunicorn app:app --url /apples')])(
    'may have paths that only look like that: %j',
    (files) => {
      expect(startedIn(files)).toEqual([]);
    },
  );
});
