import { describe, expect, it } from 'vitest';
import { unmetAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

type Files = Readonly<Record<string, string>>;

const told = (files: Files): string[] =>
  unmetAt(temporaryFolder(files)).filter((each) => /MySQL|MongoDB|where (?:PostgreSQL|Redis) is/.test(each));

const python = (driver: string, code: string): Files => ({
  'requirements.txt': `flask\ngunicorn\n${driver}\n`,
  'app.py': `app = Flask(__name__)\n${code}\n`,
  Procfile: 'web: gunicorn app:app\n',
});

const node = (driver: string, files: Files): Files => ({
  'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, dependencies: { [driver]: '1' } }),
  'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies: { [driver]: '1' } } } }),
  ...files,
});

const go = (driver: string, code: string): Files => ({
  'go.mod': `module example.com/shop\n\ngo 1.24\n\nrequire ${driver} v1.0.0\n`,
  'main.go': `package main\n\nimport (\n\t_ "${driver}"\n)\n\nfunc main() {\n\t${code}\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), nil)\n}\n`,
});

describe('a server that Heroku does not offer', () => {
  it.each([
    ['MySQL', python('pymysql', 'db = create_engine("mysql+pymysql://localhost/shop")')],
    ['MySQL', python('mysqlclient', 'D = {"ENGINE": "django.db.backends.mysql"}')],
    ['MySQL', node('mysql2', { 'server.js': 'const pool = mysql.createPool({ host });\n' })],
    ['MySQL', go('github.com/go-sql-driver/mysql', 'sql.Open("mysql", dsn)')],
    ['MongoDB', python('pymongo', 'db = MongoClient(url)')],
  ])('is told: %s', (name, files) => {
    expect(told(files)).toEqual([
      expect.stringMatching(`^answer unknown: The app connects to ${name}, which Heroku doesn't offer itself`),
    ]);
  });

  it('is told once, however many files connect to it', () => {
    const files = { 'server.js': 'require("./a");\nmongoose.connect(url);\n', 'a.js': 'mongoose.connect(url);\n' };
    expect(told(node('mongoose', files))).toHaveLength(1);
  });

  it('is not told if PostgreSQL can be used in its place', () => {
    expect(told(python('pymysql\npsycopg', 'db = create_engine("mysql+pymysql://localhost/shop")'))).toEqual([]);
  });
});

describe('the address of PostgreSQL in parts', () => {
  const row = /^boot missing: .* reads where PostgreSQL is from \w+, but Heroku Postgres puts all .* DATABASE_URL/;

  it.each([
    python('psycopg', 'host = os.getenv("DB_HOST", "localhost")'),
    python('psycopg', 'host = config("POSTGRES_HOST", default="db")'),
    node('pg', { 'server.js': 'new Pool({ host: process.env.PGHOST || "localhost" });\n' }),
    go('github.com/lib/pq', 'connect(os.Getenv("DB_HOST"))'),
  ])('stands in the way: %#', (files) => {
    expect(told(files)).toEqual([expect.stringMatching(row)]);
  });

  it('is fine beside DATABASE_URL, or for another database', () => {
    const code = 'host = os.getenv("DB_HOST", "localhost")';
    expect(told(python('psycopg', `${code}\nurl = os.getenv("DATABASE_URL")`))).toEqual([]);
    expect(told(python('mysqlclient', code))).toEqual([]);
  });
});

describe('the address of Redis in parts', () => {
  const row = /^answer missing: .* reads where Redis is from \w+, but Heroku puts all of its address in REDIS_URL/;

  it.each([
    python('redis', 'host = os.getenv("REDIS_HOST", "localhost")'),
    node('ioredis', { 'server.js': 'new Redis({ host: process.env.REDIS_HOST });\n' }),
    go('github.com/redis/go-redis/v9', 'connect(os.Getenv("REDIS_HOST"))'),
  ])('stands in the way: %#', (files) => {
    expect(told(files)).toEqual([expect.stringMatching(row)]);
  });

  it('is fine beside REDIS_URL', () => {
    const code = 'host = os.getenv("REDIS_HOST", "localhost")\nurl = os.getenv("REDIS_URL")';
    expect(told(python('redis', code))).toEqual([]);
  });
});
