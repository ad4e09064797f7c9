import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

type Files = Readonly<Record<string, string>>;

/** Requirements about config vars: a word for the state, the headline, and what to do. */
const variablesOf = (files: Files): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files)))
    .filter(({ kind }) => kind === 'variable')
    .map(({ state, headline, evidence: [place] }) => {
      const step = state.is === 'missing' ? state.fix : state.is === 'unknown' ? state.check : '';
      return `${state.is}: ${headline} | ${step ?? ''} @${place?.path ?? ''}:${place?.line ?? 0}`;
    });

const python = (code: string, more: Files = {}): Files => ({
  'requirements.txt': 'flask\ngunicorn\ndjango-environ\npython-decouple\npydantic-settings\n',
  'app.py': `import os\n${code}\n`,
  Procfile: 'web: gunicorn app:app\n',
  ...more,
});

const packages = { express: '5', zod: '4', jsonwebtoken: '9', 'express-session': '1' };
const node = (code: string, more: Files = {}): Files => ({
  'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, dependencies: packages }),
  'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies: packages } } }),
  'server.js': `const { PORT } = process.env;\n${code}\n`,
  ...more,
});

const go = (code: string, more: Files = {}): Files => ({
  'go.mod': 'module example.com/app\n\ngo 1.24\n',
  'main.go': `package main\n\nfunc main() {\n\tos.Getenv("PORT")\n${code}\n}\n`,
  ...more,
});

const needed: readonly (readonly [string, Files])[] = [
  ['a key', python('key = os.environ["API_KEY"]')],
  ['a key in single quotes', python("key = int(os.environ['API_KEY'])")],
  ['environ itself', python('from os import environ\nkey = environ["API_KEY"]')],
  ['a class', python('class Config:\n    KEY = os.environ["API_KEY"]')],
  ['a check', python('key = os.environ.get("API_KEY")\nif not key:\n    raise RuntimeError("no key")')],
  ['a check for None', python('key = os.getenv("API_KEY")\nif key is None:\n    sys.exit("no key")')],
  ['an assertion', python('key = os.getenv("API_KEY")\nassert key')],
  ['a method of None', python('keys = os.environ.get("API_KEY").split(",")')],
  ['a number made of None', python('key = int(os.getenv("API_KEY"))')],
  [
    'what one of two commands sets',
    python('key = os.environ["API_KEY"]', { Procfile: 'web: API_KEY=a gunicorn app:app\nworker: python app.py\n' }),
  ],
  ['a function that insists', python('key = get_env_variable("API_KEY")')],
  [
    'an error that becomes another',
    python('try:\n    a = os.environ["API_KEY"]\nexcept KeyError:\n    raise Bad("a")'),
  ],
  ['django-environ', python('key = env("API_KEY")')],
  ['django-environ with a type', python('key = env.str("API_KEY")')],
  ['decouple', python('key = config("API_KEY")')],
  ['decouple with a type', python('key = config("API_KEY", cast=int)')],
  ['pydantic', python('class Settings(BaseSettings):\n    api_key: str\n    debug: bool = False')],
  ['pydantic with a field', python('class Settings(BaseSettings):\n    x: str = Field(..., alias="API_KEY")')],
  ['code after a query', python('run(\n    """\n    select 1\n    """\n)\nkey = os.environ["API_KEY"]')],
  ['a check in JavaScript', node('if (!process.env.API_KEY) throw new Error("no key");')],
  ['a check that exits', node('if (!process.env.API_KEY) {\n  console.error("no key");\n  process.exit(1);\n}')],
  ['a constant', node('const key = process.env.API_KEY;\nif (!key) {\n  throw new Error("no key");\n}')],
  ['a constant of that name', node('const { API_KEY } = process.env;\n\nif (!API_KEY) throw new Error("no key");')],
  ['a function that throws', node('const key = requireEnv("API_KEY");')],
  ['a secret that a library needs', node('app.use(session({ secret: process.env.API_KEY, resave: false }));')],
  ['a token', node('jwt.sign({ id }, process.env.API_KEY);')],
  [
    'zod',
    node(
      'const env = z.object({\n  API_KEY: z.string().min(1),\n  A: z.string().default("a"),\n}).parse(process.env);',
    ),
  ],
  ['envalid', node('const env = cleanEnv(process.env, {\n  API_KEY: str(),\n  A: str({ default: "a" }),\n});')],
  ['a check in Go', go('\tkey := os.Getenv("API_KEY")\n\tif key == "" {\n\t\tlog.Fatal("no key")\n\t}')],
  ['a check without a variable', go('\tif os.Getenv("API_KEY") == "" {\n\t\tpanic("no key")\n\t}')],
  [
    'an argument whose error ends it',
    go('\tbot, err := New(os.Getenv("API_KEY"), url)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}'),
  ],
  [
    'one on a line of its own',
    go('\tbot, err = New(\n\t\tos.Getenv("API_KEY"),\n\t)\n\tif err != nil {\n\t\tpanic(err)\n\t}'),
  ],
  ['a lookup', go('\tkey, ok := os.LookupEnv("API_KEY")\n\tif !ok {\n\t\tlog.Fatalf("no key")\n\t}')],
  ['a function that panics', go('\tkey := mustGetenv("API_KEY")')],
  ['a tag', go('}\n\ntype config struct {\n\tKey string `env:"API_KEY,required"`')],
  ['a tag of envconfig', go('}\n\ntype config struct {\n\tKey string `envconfig:"API_KEY" required:"true"`')],
];

const fine: readonly (readonly [string, Files])[] = [
  ['a default', python('key = os.environ.get("API_KEY", "none")')],
  ['a value that may be absent', python('key = os.environ.get("API_KEY")')],
  ['a default elsewhere', python('os.environ.setdefault("API_KEY", "a")\nkey = os.environ["API_KEY"]')],
  ['a value set before', python('os.environ["API_KEY"] = "a"')],
  ['a check whether it is there', python('if "API_KEY" in os.environ:\n    key = os.environ["API_KEY"]')],
  ['an error that is caught', python('try:\n    a = os.environ["API_KEY"]\nexcept KeyError:\n    a = "none"')],
  [
    'another library with a default',
    python('key = config("API_KEY", default="a")\nother = env("A_KEY", default=None)'),
  ],
  ['a comment', python('# key = os.environ["API_KEY"]')],
  ['a docstring', python('def f():\n    """Reads.\n\n    >>> os.environ["API_KEY"]\n    """\n    return 1')],
  ['a comment in JavaScript', node('// if (!process.env.API_KEY) throw new Error("a");')],
  ['a schema with a default', python('env = environ.Env(API_KEY=(str, "a"))\nkey = env("API_KEY")')],
  ['a test', python('', { 'tests/test_app.py': 'import os\nkey = os.environ["API_KEY"]\n' })],
  ['what WSGI calls environ', python('def app(environ, start):\n    return environ["API_KEY"]')],
  ['a script', python('', { 'scripts/seed.py': 'import os\nkey = os.environ["API_KEY"]\n' })],
  ['a class that is no settings', python('class Item(BaseModel):\n    api_key: str')],
  ['what a dyno has', python('a = os.environ["PORT"], os.environ["HOME"], os.environ["DYNO"]')],
  ['the database', python('a = os.environ["DATABASE_URL"]')],
  ['Redis', python('a = os.environ["REDIS_URL"]')],
  ['a default in JavaScript', node('const key = process.env.API_KEY || "none";\nconst b = process.env.B_KEY ?? "b";')],
  ['a condition', node('if (process.env.API_KEY) start();\nconst a = process.env.NODE_ENV === "production";')],
  ['a check of something else', node('if (!USER) throw new Error("no user");')],
  [
    'a schema that lets it be',
    node('const env = z.object({\n  API_KEY: z.string().optional(),\n}).parse(process.env);'),
  ],
  ['a schema of something else', node('const body = z.object({\n  API_KEY: z.string(),\n}).parse(request.body);')],
  ['a test in JavaScript', node('', { 'a.test.js': 'if (!process.env.API_KEY) throw new Error("a");' })],
  [
    'an argument that may be empty',
    go('\tbot := New(os.Getenv("API_KEY"))\n\tn, err := read()\n\tif err != nil {\n\t\tpanic(err)\n\t}'),
  ],
  ['an error that ends nothing', go('\terr := send(os.Getenv("API_KEY"))\n\tif err != nil {\n\t\tlog.Print(err)\n\t}')],
  ['a guard around a method', python('if os.environ.get("API_KEY"):\n    key = os.environ.get("API_KEY").strip()')],
  [
    'what the command sets',
    python('key = os.environ["API_KEY"]', { Procfile: 'web: API_KEY=$OTHER gunicorn app:app\n' }),
  ],
  ['a default in Go', go('\tkey := os.Getenv("API_KEY")\n\tif key == "" {\n\t\tkey = "none"\n\t}')],
  ['a tag with a default', go('}\n\ntype config struct {\n\tKey string `env:"API_KEY" envDefault:"a"`')],
];

describe('a config var', () => {
  it.each(needed)('is needed by %s', (_, files) => {
    expect(variablesOf(files)).toEqual([
      expect.stringMatching(
        /^missing: The app needs API_KEY, which has no default \| heroku config:set API_KEY=<value> @\w+\.\w+:\d+$/,
      ),
    ]);
  });

  it.each(fine)("isn't needed by %s", (_, files) => {
    expect(variablesOf(files)).toEqual([]);
  });

  it('that is a secret may be made up', () => {
    const files = python('a = os.environ["SECRET_KEY"], os.environ["JWT_SECRET"], os.environ["STRIPE_SECRET_KEY"]');
    expect(variablesOf(files)).toEqual([
      'missing: The app needs SECRET_KEY, JWT_SECRET, STRIPE_SECRET_KEY, which have no default | heroku config:set SECRET_KEY="$(openssl rand -hex 32)" JWT_SECRET="$(openssl rand -hex 32)" STRIPE_SECRET_KEY=<value> @app.py:2',
    ]);
  });

  it('is listed with nine others', () => {
    const code = Array.from({ length: 23 }, (_, index) => `a = os.environ["KEY_OF_${index}"]`).join('\n');
    expect(variablesOf(python(code)).map((each) => each.match(/KEY_OF_\d+=/g)?.length)).toEqual([10, 10, 3]);
  });

  it.each([
    ['CELERY_BROKER_URL', 'REDIS_URL'],
    ['POSTGRES_URL', 'DATABASE_URL'],
    ['DB_HOST', 'DATABASE_URL'],
    ['REDIS_HOST', 'REDIS_URL'],
    ['HEROKU_APP_NAME', 'runtime-dyno-metadata'],
  ])('that Heroku has in another place is told so: %s', (name, other) => {
    expect(variablesOf(python(`a = os.environ["${name}"]`))).toEqual([
      expect.stringMatching(new RegExp(`^missing: The app needs ${name}, .*${other}`)),
    ]);
  });

  it('that an example file lists may be needed, in one quiet line', () => {
    const example = { '.env.example': 'API_KEY=\nMAIL_HOST=localhost\nUNREAD=\n' };
    expect(variablesOf(python('a = os.getenv("API_KEY")\nb = os.getenv("MAIL_HOST")', example))).toEqual([
      'unknown: The app may need API_KEY, MAIL_HOST | for each that it needs: heroku config:set API_KEY=<value> @app.py:2',
    ]);
  });

  it.each([
    ['create_engine(os.environ["DATABASE_URL"])', 1],
    ['app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("DATABASE_URL")', 1],
    ['url = os.environ["DATABASE_URL"].replace("postgres://", "postgresql://")\ncreate_engine(url)', 0],
    ['create_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql://", 1))', 0],
  ])('with an address has the scheme that its reader wants: %s', (code, count) => {
    expect(variablesOf(python(code)).filter((each) => each.includes('postgres://')).length).toBe(count);
  });

  it.each([
    ['if err := godotenv.Load(".env"); err != nil {\n\t\tlog.Fatal("no .env")\n\t}', 1],
    ['err := godotenv.Load()\n\tif err != nil {\n\t\tpanic(err)\n\t}', 1],
    ['if err := godotenv.Load(); err != nil {\n\t\tlog.Println("no .env")\n\t}', 0],
    ['_ = godotenv.Load()', 0],
  ])('may not come from a .env file that has to be there: %s', (code, count) => {
    const told = variablesOf(go(`\t${code}`));
    expect(told.filter((each) => each.includes('if there is no .env file')).length).toBe(count);
  });
});
