import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const python = (web: string) => ({
  'requirements.txt': 'flask\ngunicorn\nuvicorn\nhypercorn\nwaitress\ndaphne\nstreamlit\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
  Procfile: `web: ${web}\n`,
});

const packages = { next: '16', serve: '14' };
const node = (web: string) => ({
  'package.json': JSON.stringify({ scripts: { start: 'node a.js' }, dependencies: packages }),
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: packages },
      'node_modules/next': { resolved: 'a', integrity: 'b', bin: { next: 'a' } },
      'node_modules/serve': { resolved: 'a', integrity: 'b', bin: { serve: 'a' } },
    },
  }),
  Procfile: `web: ${web}\n`,
});

/** What is said about the port: a word for the state, the headline, and what to do. */
const portOf = (files: Readonly<Record<string, string>>): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files)))
    .filter(({ kind }) => kind === 'port')
    .map(({ state, headline, evidence: [place] }) => {
      const step = state.is === 'missing' ? state.fix : state.is === 'unknown' ? state.check : '';
      return `${state.is}: ${headline} | ${step ?? ''} @${place?.path ?? ''}:${place?.line ?? 0}`;
    });

describe('a server in the Procfile', () => {
  const fine = [
    python('gunicorn app:app'),
    python('gunicorn -b 0.0.0.0:$PORT app:app'),
    python('gunicorn --bind=:${PORT:-8000} app:app'),
    python('python -m gunicorn app:app -w 3'),
    python('uvicorn app:app --host 0.0.0.0 --port $PORT'),
    python('UVICORN_PORT=$PORT uvicorn app:app --host=0.0.0.0'),
    python('hypercorn app:app --bind 0.0.0.0:$PORT'),
    python('waitress-serve --listen=*:$PORT app:app'),
    python('waitress-serve --port=$PORT app:app'),
    python('daphne -b 0.0.0.0 -p "$PORT" app:app'),
    python('python -m http.server $PORT'),
    python('python3.13 -m gunicorn app:app'),
    python('python manage.py runserver 0.0.0.0:$PORT'),
    python('streamlit run app.py --server.port $PORT'),
    node('next start'),
    node('npx next start -p $PORT'),
    node('serve -s build'),
    node('serve -s build -l tcp://0.0.0.0:$PORT'),
  ];
  it.each(fine.map((files) => [files.Procfile, files] as const))('%s listens where Heroku looks', (_, files) => {
    expect(portOf(files)).toEqual([expect.stringMatching(/^met: .* \$PORT \| +@Procfile:1$/)]);
  });

  const fixed: readonly (readonly [ReturnType<typeof python>, ...string[]])[] = [
    [python('gunicorn -b 0.0.0.0:5000 app:app'), 'on port 5000, but', 'write 0.0.0.0:$PORT instead of 0.0.0.0:5000'],
    [python('gunicorn -b :8000 app:app'), 'always listens on port 8000', 'write 0.0.0.0:$PORT instead of :8000'],
    [
      python('gunicorn --bind=127.0.0.1:$PORT app:app'),
      'this machine only, where',
      '0.0.0.0:$PORT instead of 127.0.0.1:$PORT',
    ],
    [python('GUNICORN_CMD_ARGS="-b :5000" gunicorn app:app'), 'on port 5000', 'write 0.0.0.0:$PORT instead of :5000'],
    [python('hypercorn app:app'), 'port 8000 unless told otherwise, and on this machine only', 'add -b 0.0.0.0:$PORT'],
    [python('waitress-serve --listen=*:8080 app:app'), 'on port 8080', 'write 0.0.0.0:$PORT instead of *:8080'],
    [python('python manage.py runserver'), 'port 8000 unless told otherwise, and on', 'add 0.0.0.0:$PORT'],
    [python('python manage.py runserver 0.0.0.0:80'), 'on port 80,', 'write 0.0.0.0:$PORT instead of 0.0.0.0:80'],
    [python('flask --app app run --host 0.0.0.0'), 'port 5000 unless told otherwise', 'add -p $PORT'],
    [python('python -m http.server 8000'), 'always listens on port 8000', 'write $PORT instead of 8000'],
    [
      python('uvicorn app:app --host 0.0.0.0 --port 8000'),
      'always listens on port 8000',
      '--port $PORT instead of 8000',
    ],
    [python('uvicorn app:app --host 0.0.0.0'), 'port 8000 unless told otherwise', 'add --port $PORT'],
    [python('uvicorn app:app --port $PORT'), 'this machine only unless told otherwise', 'add --host 0.0.0.0'],
    [
      python('uvicorn app:app --host 127.0.0.1 --port $PORT'),
      'this machine only, where',
      '--host 0.0.0.0 instead of 127.0.0.1',
    ],
    [python('PORT=5000 gunicorn app:app'), 'web sets PORT to 5000', 'leave PORT=5000 out'],
    [python('export PORT=5000; gunicorn app:app'), 'web sets PORT to 5000', 'leave PORT=5000 out'],
    [python('gunicorn -b unix:/tmp/a.sock app:app'), 'listens on the socket unix:/tmp/a.sock', 'write 0.0.0.0:$PORT'],
    [node('next start -p 3000') as never, 'always listens on port 3000', '-p $PORT instead of 3000'],
    [
      node('serve -s build -l 5000') as never,
      'always listens on port 5000',
      'write tcp://0.0.0.0:$PORT instead of 5000',
    ],
  ];
  it.each(fixed.map(([files, ...expected]) => [files.Procfile, files, expected] as const))(
    "%s doesn't, and how to mend it is told",
    (_, files, [headline = '', fix = '']) => {
      const told = portOf(files);
      expect(told.filter((each) => each.includes(headline) && each.includes(fix)).length, told.join('\n')).toBe(1);
      expect(told.every((each) => each.startsWith('missing: '))).toBe(true);
    },
  );

  it('may take a port from another variable', () => {
    expect(portOf(python('gunicorn -b 0.0.0.0:$WEB_PORT app:app'))).toEqual([
      expect.stringMatching(/^unknown: gunicorn listens on the port in \$WEB_PORT/),
    ]);
  });

  it("is what counts, and not code that isn't used", () => {
    const files = { ...python('gunicorn app:app'), 'run.py': 'app.run(\n host="127.0.0.1", port=5000)\n' };
    expect(portOf(files).filter((each) => !each.startsWith('missing: run.py lets'))).toEqual([
      expect.stringMatching(/^met: gunicorn listens/),
    ]);
  });

  const settings: readonly (readonly [string, string, ...string[]])[] = [
    ['gunicorn app:app', 'bind = "0.0.0.0:5000"', 'missing', 'on port 5000'],
    ['gunicorn app:app', "workers = 2\nbind = ['127.0.0.1:8000']", 'missing', 'on this machine only'],
    ['gunicorn app:app', 'import os\nbind = f"0.0.0.0:{os.environ.get(\'PORT\', 5000)}"', 'met'],
    ['gunicorn app:app', 'bind = "127.0.0.1:" + os.environ["PORT"]', 'missing', 'on this machine only'],
    ['gunicorn app:app', 'bind = settings.address', 'unknown', 'listens on what gunicorn.conf.py says'],
    ['gunicorn -b 0.0.0.0:$PORT app:app', 'bind = "0.0.0.0:5000"', 'met'],
    ['gunicorn app:app', '# bind = "0.0.0.0:5000"', 'met'],
  ];
  it.each(settings)('%s with %s is %s', (web, text, is, headline = '') => {
    const told = portOf({ ...python(web), 'gunicorn.conf.py': `${text}\n` });
    expect(told).toEqual([expect.stringMatching(new RegExp(`^${is}: `))]);
    expect(told[0]).toContain(headline);
  });
});
