import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

type Files = Readonly<Record<string, string>>;

const told = (files: Files, kind: string): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files)))
    .filter((each) => each.kind === kind)
    .map(({ state, headline }) => {
      const step = state.is === 'missing' ? state.fix : state.is === 'unknown' ? state.check : '';
      return `${state.is}: ${headline} | ${step ?? ''}`;
    });

const python = (web: string, more: Files): Files => ({
  'requirements.txt': 'flask\ndjango\ngunicorn\nalembic\nflask-migrate\npsycopg\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
  Procfile: `web: ${web}\n`,
  ...more,
});
const flask = (more: Files): Files => python('gunicorn app:app', more);

const node = (more: Files, packages: Files = {}, scripts: Files = {}): Files => ({
  'package.json': JSON.stringify({ scripts: { start: 'node server.js', ...scripts }, dependencies: packages }),
  'server.js': 'require("http").createServer().listen(process.env.PORT);\n',
  ...more,
});

const go = (more: Files): Files => ({
  'go.mod': 'module example.com/app\n\ngo 1.24\n',
  'main.go': 'package main\n\nfunc main() {}\n',
  ...more,
});

const settings = 'DATABASES = {"default": dj_database_url.config()}\n';

describe('migrations', () => {
  it.each<readonly [string, Files]>([
    ['alembic upgrade head', flask({ 'alembic.ini': '[alembic]\n' })],
    ['flask db upgrade', flask({ 'migrations/alembic.ini': '[alembic]\n' })],
    [
      'python manage.py migrate --noinput',
      flask({ 'manage.py': 'x("DJANGO_SETTINGS_MODULE", "a.settings")\n', 'a/settings.py': settings }),
    ],
    ['npx prisma migrate deploy', node({ 'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n' })],
    ['npx knex migrate:latest', node({ 'knexfile.js': '' }, { knex: '3' })],
    ['npx drizzle-kit migrate', node({ 'drizzle/meta/_journal.json': '{}' }, { 'drizzle-orm': '1' })],
    ['npx sequelize-cli db:migrate', node({ '.sequelizerc': '' })],
    ['npm run db:migrate', node({}, {}, { 'db:migrate': 'node migrate.js' })],
    ['goose -dir db/migrations postgres "$DATABASE_URL" up', go({ 'db/migrations/1.sql': '-- +goose Up\n' })],
    ['migrate -path migrations -database "$DATABASE_URL" up', go({ 'migrations/1_a.up.sql': '' })],
    ['bin/migrate', go({ 'cmd/migrate/main.go': 'package main\n\nfunc main() {}\n' })],
  ])('are offered before each release: %s', (command, files) => {
    expect(told(files, 'migrations')).toEqual([
      `unknown: Nothing seems to apply the migrations, so tables may be missing | to apply them before each release, run the same command again with --release '${command}'`.replace(
        "'bin/migrate'",
        'bin/migrate',
      ),
    ]);
  });

  it.each<readonly [string, Files]>([
    ['release', flask({ 'alembic.ini': '', Procfile: 'web: gunicorn app:app\nrelease: ./release.sh\n' })],
    ['web', python('alembic upgrade head && gunicorn app:app', { 'alembic.ini': '' })],
    ['web', python('sh start.sh', { 'alembic.ini': '', 'start.sh': 'alembic upgrade head\nexec gunicorn app:app\n' })],
    [
      'web',
      node(
        { 'prisma/migrations/migration_lock.toml': '' },
        { prisma: '6' },
        { start: 'prisma migrate deploy && node server.js' },
      ),
    ],
  ])('are applied by %s', (type, files) => {
    expect(told(files, 'migrations')).toEqual([`met: ${type} may apply the migrations | `]);
  });

  it.each<readonly [string, Files]>([
    ['no migrations', flask({})],
    ['a command for development', node({}, {}, { 'db:migrate': 'prisma migrate dev' })],
    [
      'an app that applies them',
      go({
        'migrations/1.sql': '-- +goose Up\n',
        'main.go': 'package main\n\nfunc main() { goose.Up(db, "migrations") }\n',
      }),
    ],
    [
      'no database server',
      flask({
        'manage.py': 'x("DJANGO_SETTINGS_MODULE", "a.settings")\n',
        'a/settings.py': 'E = "django.db.backends.sqlite3"\n',
      }),
    ],
  ])("aren't mentioned with %s", (_, files) => {
    expect(told(files, 'migrations')).toEqual([]);
  });
});

describe('a service', () => {
  it('is one that the code uses', () => {
    expect(told(flask({ 'db.py': 'connect(os.environ["DATABASE_URL"])\n' }), 'service')).toEqual([
      'missing: The app uses postgresql | if the Heroku app has none yet: heroku addons:create heroku-postgresql:essential-0',
    ]);
  });

  it.each<readonly [string, Files]>([
    ['a driver of Python', flask({})],
    ['a driver of Node', node({}, { pg: '8' })],
  ])('may be one with %s', (_, files) => {
    expect(told(files, 'service')).toEqual([
      'unknown: A driver for postgresql is among the dependencies, but nothing seems to read where the server is | if the app uses it: heroku addons:create heroku-postgresql:essential-0',
    ]);
  });
});
