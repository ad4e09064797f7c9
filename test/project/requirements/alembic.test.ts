import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const engine = `config = context.config
url = config.get_main_option("sqlalchemy.url")
context.configure(url=url)
connectable = async_engine_from_config(
    config.get_section(config.config_ini_section, {}),
    prefix="sqlalchemy.",
)
`;

const ini = (url: string): string => `[alembic]\nscript_location = migrations\nsqlalchemy.url = ${url}\n`;

/** A project with migrations: what is said of where they find the database. */
const saidOf = (env: string, url: string, release = true, more: Readonly<Record<string, string>> = {}): string[] => {
  const files = {
    'requirements.txt': 'fastapi\nuvicorn\nalembic\nasyncpg\n',
    'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    'alembic.ini': ini(url),
    'migrations/env.py': env,
    Procfile: `web: uvicorn main:app --host 0.0.0.0 --port $PORT\n${release ? 'release: alembic upgrade head\n' : ''}`,
    ...more,
  };
  return requirementsFrom(examinedAt(temporaryFolder(files))).flatMap(({ headline, state, evidence: [place] }) =>
    headline.includes('alembic.ini')
      ? [`${state.is} ${place?.path ?? ''}:${place?.line ?? 0} ${state.is === 'missing' ? (state.fix ?? '') : ''}`]
      : [],
  );
};

const driver = 'driver://user:pass@localhost/dbname';
const own = 'postgresql+asyncpg://postgres:postgres@db:5432/foo';

describe('migrations that read the address of the database from alembic.ini alone', () => {
  it.each<[string, string]>([
    [own, '"postgresql+asyncpg://"'],
    [driver, '"postgresql://"'],
    ['postgresql://db/foo', '"postgresql://"'],
    ['postgresql+psycopg://db/foo', '"postgresql+psycopg://"'],
    ['postgresql+psycopg2://db/foo', '"postgresql://"'],
  ])('are in the way: %s', (url, scheme) => {
    const [told = '', ...others] = saidOf(engine, url);
    expect(told).toMatch(
      /^missing migrations\/env\.py:4 after config = context\.config in migrations\/env\.py, write: /,
    );
    expect(told).toContain(`.replace("postgres://", ${scheme}, 1)`);
    expect(others).toEqual([]);
  });

  it('are told if no process applies them', () => {
    expect(saidOf(engine, own, false)).toEqual(['unknown migrations/env.py:4 ']);
  });

  it('are mended by the printed line', () => {
    const [, line = ''] = /write: (.*); and import os above/.exec(saidOf(engine, own)[0] ?? '') ?? [];
    expect(line).toContain('config.set_main_option(');
    const mended = engine.replace('context.config\n', `context.config\n${line}\n`);
    expect(saidOf(`import os\n${mended}`, own)).toEqual([]);
  });

  it.each<[string, string, string, Readonly<Record<string, string>>?]>([
    ['that env.py sets', `${engine}config.set_main_option("sqlalchemy.url", settings.url)\n`, own],
    ['from the environment', `import os\nconfig.url = os.environ["DATABASE_URL"]\n${engine}`, own],
    ['that a module sets', engine, own, { 'app/db.py': 'config.set_main_option("sqlalchemy.url", url)\n' }],
    ['of the app', engine.replace('async_engine_from_config(\n', 'make('), own],
    ['in the call', engine.replace('prefix=', 'url=get_url(), prefix='), own],
    ['with a part that is filled in', engine, 'postgresql://%(USER)s@db/foo'],
    ['of a file', engine, 'sqlite:///app.db'],
    ['that is empty', engine, ''],
  ])('are not those with another address: %s', (_, env, url, more) => {
    expect(saidOf(env, url, true, more)).toEqual([]);
  });
});
