import { describe, expect, it } from 'vitest';
import { unmetAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

type Files = Readonly<Record<string, string>>;

const python = (code: string, more: Files = {}): Files => ({
  'requirements.txt': 'flask\ngunicorn\nflask-sqlalchemy\n',
  'app.py': `app = Flask(__name__)\n${code}\n`,
  Procfile: 'web: gunicorn app:app\n',
  ...more,
});

const node = (code: string, more: Files = {}): Files => ({
  'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, dependencies: { multer: '2' } }),
  'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies: { multer: '2' } } } }),
  'server.js': `${code}\napp.listen(process.env.PORT);\n`,
  ...more,
});

const go = (code: string): Files => ({
  'go.mod': 'module example.com/shop\n\ngo 1.24\n',
  'main.go': `package main\n\nfunc main() {\n\t${code}\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), nil)\n}\n`,
});

const told = (files: Files): string[] =>
  unmetAt(temporaryFolder(files)).filter((each) => /folder can't be|isn't/.test(each));

describe('code that writes beside itself', () => {
  const rows: readonly (readonly [Files, RegExp])[] = [
    [python('app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///site.db"'), /^answer unknown: app.py uses .* site.db/],
    [python('URI = "sqlite:///site.db"\ndb.create_all()'), /^answer missing: app.py keeps its data in .* site.db/],
    [python('db = sqlite3.connect("shop.db")'), /^answer unknown: app.py opens the SQLite file shop.db/],
    [
      python('', {
        'app.py': 'from shop import settings\napp = 1\n',
        'shop/settings.py': 'D = {"ENGINE": "django.db.backends.sqlite3"}\n',
      }),
      /^answer missing: shop\/settings.py keeps Django's data/,
    ],
    [python('os.makedirs("uploads", exist_ok=True)'), /^boot missing: app.py makes the folder uploads when/],
    [python('logging.basicConfig(filename="app.log")'), /^boot missing: app.py writes app.log when/],
    [
      python('DB = os.path.join(HERE, "shop.db")\ndb = sqlite3.connect(DB)'),
      /^answer unknown: app.py opens .* shop.db/,
    ],
    [python('Path("uploads").mkdir(exist_ok=True)'), /^boot missing: app.py makes the folder uploads when/],
    [python('log = RotatingFileHandler("logs/app.log")'), /^boot missing: app.py writes logs\/app.log when/],
    [
      python('log = RotatingFileHandler(os.path.join(here, "logs/app.log"))'),
      /^boot missing: app.py writes logs\/app.log when/,
    ],
    [
      python('def make():\n    log = RotatingFileHandler("logs/app.log")'),
      /^boot unknown: app.py writes logs\/app.log, but/,
    ],
    [
      python(
        'def make():\n    if not a.config["LOG_TO_STDOUT"]:\n        os.mkdir("logs")\n        RotatingFileHandler("logs/app.log")',
      ),
      /^boot missing: app.py writes logs\/app.log unless LOG_TO_STDOUT is set/,
    ],
    [
      python('LOGGING = {\n    "class": "logging.FileHandler",\n    "filename": BASE_DIR / "debug.log",\n}'),
      /^boot missing: app.py writes debug.log when/,
    ],
    [python('def f(file):\n    file.save("static/uploads/" + name)'), /^keep missing: app.py keeps files in static/],
    [python('app.config["UPLOAD_FOLDER"] = "static/uploads"'), /^keep missing: app.py keeps files in static\/uploads/],
    [python('def f():\n    with open("out.csv", "w") as out:\n        pass'), /^keep missing: app.py writes out.csv/],
    [node('const upload = multer({ dest: "uploads/" });'), /^boot missing: server.js makes the folder uploads for/],
    [node('new winston.transports.File({ filename: "error.log" })'), /^boot unknown: server.js writes error.log, but/],
    [
      node('new DailyRotateFile({\n  level: "info",\n  dirname: "logs",\n})'),
      /^boot unknown: server.js writes logs, but/,
    ],
    [node('if (!fs.existsSync("logs")) fs.mkdirSync("logs");'), /^boot missing: server.js makes the folder logs/],
    [node('const db = new Database("shop.db");'), /^boot missing: server.js makes the SQLite file shop.db/],
    [node('const db = new Database("shop.db");', { 'shop.db': '' }), /^answer unknown: server.js uses .* shop.db/],
    [
      node('const db = new Sequelize({\n  storage: "./data/shop.sqlite",\n});'),
      /^answer unknown: server.js keeps its data/,
    ],
    [node('fs.writeFileSync("a.json", "{}");'), /^boot missing: server.js writes a.json when it starts/],
    [node('const out = fs.createWriteStream("a.log");'), /^boot missing: server.js writes a.log when it starts/],
    [node('app.get("/", () => fs.writeFileSync("a.json", x));'), /^keep missing: server.js writes a.json/],
    [node('function f() {\n  fs.writeFileSync("./data.json", "");\n}'), /^keep missing: server.js writes .\/data.json/],
    [
      go('db, err := gorm.Open(sqlite.Open("shop.db"))\n\tdb.AutoMigrate(x)'),
      /^answer missing: main.go keeps its data/,
    ],
    [go('db, err := sql.Open("sqlite", "./shop.db")'), /^answer unknown: main.go uses the SQLite file shop.db/],
    [
      python('db = sqlite3.connect(os.environ.get("DB_PATH", "shop.db"))'),
      /^answer unknown: app.py keeps .* unless DB_PATH/,
    ],
    [
      python('URI = config("DB_URL", default="sqlite:///shop.db")'),
      /^answer unknown: app.py keeps .* shop.db unless DB_URL/,
    ],
    [
      node('const db = open(process.env.DB_FILE ?? "./data/shop.sqlite");'),
      /^answer unknown: server.js keeps .* unless DB_FILE/,
    ],
    [
      node('const env = cleanEnv({ DB_FILENAME: str({ default: "db/data" }) });'),
      /^answer unknown: server.js keeps .* db\/data/,
    ],
    [
      go('db, err := sql.Open("sqlite", getEnv("DB_PATH", "./shop.db"))'),
      /^answer unknown: main.go keeps .* unless DB_PATH/,
    ],
    [
      go('db, err := gorm.Open("sqlite3", "./../shop.db")'),
      /^answer unknown: main.go uses the SQLite file ..\/shop.db/,
    ],
    [go('out, err := os.Create("report.csv")'), /^keep missing: main.go writes report.csv/],
  ];
  it.each(rows.map(([files, expected]) => [JSON.stringify(files), files, expected] as const))(
    '%s',
    (_, files, expected) => {
      expect(told(files)).toEqual([expect.stringMatching(expected)]);
    },
  );
});

describe("code that doesn't", () => {
  const fine: readonly Files[] = [
    python('URI = os.environ.get("DATABASE_URL", "sqlite:///site.db")'),
    python('URI = "sqlite:///site.db"\nif "x":\n    URI = os.environ["DATABASE_URL"]'),
    python('URI = "sqlite:///:memory:"\nOTHER = "sqlite:////tmp/site.db"'),
    python(
      'os.makedirs("/tmp/uploads", exist_ok=True)\ndef f():\n    open("/tmp/x", "w")\n    open("x.csv", "r")\n    open("y")',
    ),
    python(
      'DB = "/tmp/shop.db"\ndb = sqlite3.connect(DB)\nPath("/tmp/a").mkdir()\nlog = RotatingFileHandler("/tmp/a.log")',
    ),
    python('DB = "names.db"'),
    python('os.makedirs("static")', { 'static/a.css': '' }),
    python('if __name__ == "__main__":\n    db.create_all()\n    open("x.log", "w")'),
    python('', { 'tools/seed.py': 'os.makedirs("uploads")\ndb = sqlite3.connect("shop.db")\n' }),
    node('const db = new Database(process.env.DATABASE_PATH);'),
    node('const db = new Database(process.env.DB_FILE || "/tmp/shop.db");'),
    node('const upload = multer({ storage: multer.memoryStorage() });\nfs.readFileSync("./data.json");'),
    node('const db = new Database("/tmp/shop.db");\nfs.writeFileSync("/tmp/a", "");'),
    node('const out = fs.createWriteStream(`${dir}/a.log`);\nfs.writeFileSync(process.env.OUT, "");'),
    node('', { 'scripts/seed.js': 'fs.mkdirSync("logs");\n' }),
    go('db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))\n\tos.Create("/tmp/a")\n\tos.Open("b")'),
  ];
  it.each(fine.map((files) => [JSON.stringify(files), files] as const))('%s', (_, files) => {
    expect(told(files)).toEqual([]);
  });
});

describe('a command that writes beside the code', () => {
  const web = (command: string, more: Files = {}): string[] =>
    told(node('', { Procfile: `web: ${command}\n`, ...more })).filter((each) => each.includes('web writes'));

  it.each(["echo '' > .env && node server.js", 'node server.js >>logs/out.log 2>&1', 'npm run web'])(
    'cannot do so: %s',
    (command) => {
      const scripts = { web: 'echo a > data.txt && node server.js' };
      expect(web(command, { 'package.json': JSON.stringify({ scripts, dependencies: { multer: '2' } }) })).toEqual([
        expect.stringMatching(/^boot missing: web writes (?:\.env|logs\/out\.log|data\.txt), but the app's folder/),
      ]);
    },
  );

  it('is asked about in a script with branches', () => {
    const start = '#!/bin/sh\nif [ -n "$A" ]; then\n  echo a > data.txt\nfi\nexec node server.js\n';
    expect(web('sh start.sh', { 'start.sh': start })).toEqual([
      expect.stringMatching(/^boot unknown: web writes data\.txt, but/),
    ]);
  });

  it.each([
    'node server.js > /dev/null 2>&1',
    'echo a > /tmp/a && node server.js',
    'echo a > "$TMPDIR/a" && node server.js',
    'node server.js < a.txt 2>&1',
  ])('may write elsewhere: %s', (command) => {
    expect(web(command)).toEqual([]);
  });
});
