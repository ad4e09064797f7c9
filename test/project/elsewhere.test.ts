import { describe, expect, it } from 'vitest';
import { neededVariables, possibleVariables } from '../../generators/core/project/variables.js';
import { examinedAt } from '../support/examining.js';
import { temporaryFolder } from '../support/folders.js';

const python = { 'requirements.txt': 'psycopg2\nredis\n', 'x.py': 'x = 1\n' };

/** The best guess at how an app starts, whether it is used, and where it is written. */
function guess(files: Readonly<Record<string, string>>) {
  const { start } = examinedAt(temporaryFolder({ ...python, ...files })).detected.facts;
  const [place] = start?.evidence ?? [];
  return start && [start.value, start.confidence, start.settled, `${place?.path ?? ''}:${place?.line ?? 0}`];
}

const services = (files: Readonly<Record<string, string>>) =>
  (examinedAt(temporaryFolder({ ...python, ...files })).detected.lists.services ?? []).map(({ value }) => value);

describe('a start command that is written for another machine', () => {
  it.each([
    ['Dockerfile', 'FROM x\nCMD ["gunicorn", "--bind", ":80", "a b:app"]\n', "gunicorn --bind :80 'a b:app'", 0.5, 2],
    ['Dockerfile', 'FROM x\nCMD gunicorn a:app --bind 0.0.0.0:$PORT\n', 'gunicorn a:app --bind 0.0.0.0:$PORT', 0.5, 2],
    ['Dockerfile', 'ENTRYPOINT ["tini", "--"]\nCMD ["gunicorn", "a:app"]\n', 'gunicorn a:app', 0.5, 2],
    ['Dockerfile', 'FROM x\nENTRYPOINT ["gunicorn", "a:app"]\n', 'gunicorn a:app', 0.45, 2],
    ['Dockerfile', 'CMD ["python", "manage.py", "runserver"]\n', 'python manage.py runserver', 0.35, 1],
    ['Dockerfile', 'CMD uvicorn a:app --reload\n', 'uvicorn a:app --reload', 0.35, 1],
    ['compose.yml', 'services:\n  web:\n    command: gunicorn a:app\n', 'gunicorn a:app', 0.45, 3],
    ['docker-compose.yaml', 'services:\n  api:\n    command: ["gunicorn", "a:app"]\n', 'gunicorn a:app', 0.45, 3],
    ['Makefile', 'all: x\nrun: all\n\tgunicorn a:app\n', 'gunicorn a:app', 0.4, 2],
    ['README.md', '# A\n```sh\n$ gunicorn a:app\n```\n', 'gunicorn a:app', 0.35, 3],
  ])('is a guess from %s: %j', (path, text, value, confidence, line) => {
    expect(guess({ [path]: text })).toEqual([value, confidence, false, `${path}:${line}`]);
    const declared = guess({ [path]: text, Procfile: 'web: gunicorn mine:app\n' });
    expect(declared).toEqual(['gunicorn mine:app', 1, true, 'Procfile:1']);
  });

  it.each([
    ['Dockerfile', 'ENTRYPOINT ["/entrypoint.sh"]\nCMD ["a"]\n'],
    ['Dockerfile', 'CMD ["/srv/app"]\n# CMD gunicorn a:app\n'],
    ['Dockerfile', 'RUN nix build path:.#dependencies\nCMD ["gunicorn a:app"]\n'],
    ['compose.yml', 'services:\n  db:\n    command: postgres -c x=1\n'],
    ['compose.yml', 'services:\n  web:\n    command: python manage.py runserver\n'],
    ['Makefile', 'run:\n\tdocker run x\nrun := gunicorn\n'],
    ['README.md', 'Gunicorn serves it; python setup.py install, then gunicorn a:app.\n'],
  ])('is none in %s: %j', (path, text) => {
    expect(guess({ [path]: text })).toBeUndefined();
  });
});

describe('a server beside the app elsewhere', () => {
  it.each([
    ['compose.yml', 'services:\n  db:\n    image: postgres:16\n', ['postgresql']],
    ['docker-compose.yml', 'services:\n  cache: { image: "docker.io/library/redis:7-alpine" }\n', ['redis']],
    [
      '.github/workflows/a.yml',
      'jobs:\n  t:\n    services:\n      p:\n        image: postgis/postgis:16\n',
      ['postgresql'],
    ],
    ['.gitlab-ci.yml', 'services: [postgres:16]\n', ['postgresql']],
    ['.gitlab-ci.yml', 'test:\n  services:\n    - name: redis:7\n      alias: cache\n', ['redis']],
    [
      '.circleci/config.yml',
      'jobs:\n  t:\n    docker:\n      - image: cimg/python:3.13\n      - image: cimg/postgres:16.1\n',
      ['postgresql'],
    ],
    ['compose.yml', 'services:\n  db:\n    image: mysql:8\n  x:\n    image: me/not-redis\n', []],
  ])('is one of its services, if it has a driver: %s %j', (path, text, found) => {
    expect(services({ [path]: text })).toEqual(found);
    expect(services({ [path]: text, 'requirements.txt': 'flask\n' })).toEqual([]);
  });
});

describe('settings in a Dockerfile', () => {
  const app = "import os\nmode = os.environ.get('APP_MODE')\nsecret = os.environ['APP_SECRET']\n";

  it.each([
    ['ENV APP_MODE=production\n', ['APP_MODE']],
    ['ENV APP_MODE production\n', ['APP_MODE']],
    ['ENV OTHER=x\n', []],
    ['# ENV APP_MODE=x\nARG APP_MODE\n', []],
    ['RUN nix build path:.#dependencies\nENV APP_MODE=x\n', []],
  ])('are config vars that the app may need, if its code reads them: %j', (text, names) => {
    const { detected, context } = examinedAt(
      temporaryFolder({ ...python, 'app.py': app, Dockerfile: `FROM x\n${text}` }),
    );
    expect(possibleVariables(context.common.config, detected, []).map(({ value }) => value)).toEqual(names);
    expect(neededVariables(context.common.config, detected, []).map(({ value }) => value)).toEqual(['APP_SECRET']);
  });
});
