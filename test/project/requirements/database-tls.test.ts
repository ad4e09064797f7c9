import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/folders.js';
import { toldAt } from '../../support/examining.js';

/** A server that uses a client of PostgreSQL. */
const project = (client: string, code: string, more: Readonly<Record<string, string>> = {}) => ({
  'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, dependencies: { [client]: '^8.0.0' } }),
  'server.js': `${code}\nrequire('http').createServer().listen(process.env.PORT)\n`,
  ...more,
});

const toldOf = (files: Readonly<Record<string, string>>): string[] =>
  toldAt(temporaryFolder(files)).filter((each) => each.includes('without TLS'));

const pool = 'new Pool({ connectionString: process.env.DATABASE_URL })';

describe('a client of PostgreSQL that connects without TLS', () => {
  it.each(['pg', 'pg-promise', 'pg-boss', '@prisma/adapter-pg'])('is told: %s', (client) => {
    expect(toldOf(project(client, pool))).toEqual([
      `missing: ${client} connects to PostgreSQL without TLS, and Heroku Postgres takes only connections with it | heroku config:set PGSSLMODE=no-verify @package.json:1`,
    ]);
  });

  it('has a config var of its own with postgres.js', () => {
    expect(toldOf(project('postgres', 'postgres(process.env.DATABASE_URL)'))).toEqual([
      expect.stringContaining('heroku config:set PGSSL=require'),
    ]);
  });

  it.each([
    ['the code says how', project('pg', `${pool.slice(0, -2)}, ssl: { rejectUnauthorized: false } })`)],
    ['the settings say how', project('pg', pool, { 'config/config.json': '{ "dialectOptions": { "ssl": true } }' })],
    ['the address says how', project('pg', "url = process.env.DATABASE_URL + '?sslmode=no-verify'")],
    ['it has another address', project('pg', "new Pool({ host: 'db.example.org' })")],
    ['it is another client', project('mysql2', 'mysql.createPool(process.env.DATABASE_URL)')],
  ])('is not told if %s', (_, files) => {
    expect(toldOf(files)).toEqual([]);
  });
});
