import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

type Files = Readonly<Record<string, string>>;

const python = (code: string, dependency = 'flask', more: Files = {}): Files => ({
  'requirements.txt': `${dependency}\n`,
  'main.py': `import os\n${code}\n`,
  Procfile: 'web: python main.py\n',
  ...more,
});

const node = (code: string, dependency = 'express', more: Files = {}): Files => ({
  'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, dependencies: { [dependency]: '4' } }),
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: { '': { dependencies: { [dependency]: '4' } } },
  }),
  'server.js': `${code}\n`,
  ...more,
});

const go = (code: string, module = '', more: Files = {}): Files => ({
  'go.mod': `module example.com/shop\n\ngo 1.24\n${module === '' ? '' : `\nrequire ${module} v1.0.0\n`}`,
  'main.go': `package main\n\nfunc main() {\n\t${code}\n}\n`,
  ...more,
});

/** What is said about the port: a word for the state, the headline, and what to do. */
const portOf = (files: Files): string =>
  requirementsFrom(examinedAt(temporaryFolder(files)))
    .filter(({ kind }) => kind === 'port')
    .map(({ state, headline, evidence: [place] }) => {
      const step = state.is === 'missing' ? state.fix : state.is === 'unknown' ? state.check : '';
      return `${state.is}: ${headline} | ${step ?? ''} @${place?.path ?? ''}:${place?.line ?? 0}`;
    })
    .join('\n');

const tried = (rows: readonly (readonly [Files, ...RegExp[]])[]) =>
  rows.map(
    ([files, ...expected]) => [files['main.py'] ?? files['server.js'] ?? files['main.go'], files, expected] as const,
  );

describe('code that listens on $PORT', () => {
  const fine: readonly Files[] = [
    python('app.run(host="0.0.0.0", port=int(os.environ.get("PORT", 5000)))'),
    python('port = int(os.getenv("PORT", "5000"))\nif __name__ == "__main__":\n    app.run("0.0.0.0", port)'),
    python('HOST = "0.0.0.0"\nPORT = os.environ["PORT"]\nuvicorn.run(app, host=HOST, port=int(PORT))', 'uvicorn'),
    python('HTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()'),
    python('from shop import serve\nserve()', 'waitress', {
      'shop/__init__.py': 'import os\nfrom waitress import serve as run\ndef serve():\n    return os.environ["PORT"]\n',
    }),
    python('# app.run(port=5000)\nserve(app, listen="*:" + os.environ["PORT"])', 'waitress'),
    python('app.run_server(host="0.0.0.0")', 'dash'),
    node('app.listen(process.env.PORT)', 'express', {
      'package.json': JSON.stringify({ main: './server', dependencies: { express: '4' } }),
      Procfile: 'web: node .\n',
    }),
    node('app.listen(process.env.PORT || 3000)'),
    node(
      'const port = parseInt(process.env.PORT ?? "3000", 10);\napp.listen(port, () => {\n  console.log("it\'s up");\n});',
    ),
    node('const { PORT = 3000, HOST } = process.env;\nserver.listen({ port: PORT, host: "0.0.0.0" })'),
    node('const config = require("./config");\napp.listen(config.port)', 'express', {
      'config/index.js': 'module.exports = { port: process.env.PORT || 3000 };\n',
    }),
    node('app.set("port", process.env.PORT);\nhttp.createServer(app).listen(app.get("port"), onListening)'),
    node('app.listen(process.env.PORT)', 'pm2', {
      'package.json': '{"scripts":{"start":"pm2-runtime ecosystem.config.js"},"dependencies":{"pm2":"4"}}',
      'ecosystem.config.js': 'module.exports = { apps: [{ name: "app", script: "./server.js" }] };\n',
    }),
    node('', 'express', {
      'package.json': '{"scripts":{"start":"node ./bin/www"},"dependencies":{"express":"4"}}',
      'bin/www': 'require("../lib/app")();',
      'lib/app.js': 'module.exports = () => server.listen(process.env.PORT);',
    }),
    node('app.listen(process.env.PORT);\nmetrics.listen(9090, "127.0.0.1")'),
    node('fastify.listen({ port: process.env.PORT, host: "0.0.0.0" })', 'fastify'),
    go('http.ListenAndServe(":"+os.Getenv("PORT"), nil)'),
    go(
      'port := os.Getenv("PORT")\n\tif port == "" {\n\t\tport = "8080"\n\t}\n\taddr := ":" + port\n\thttp.ListenAndServe(addr, nil)',
    ),
    go('srv := &http.Server{Addr: fmt.Sprintf(":%s", os.Getenv("PORT")), Handler: mux}\n\tsrv.ListenAndServe()'),
    go('r := gin.Default()\n\tr.Run()', 'github.com/gin-gonic/gin'),
    go('viper.AutomaticEnv()\n\tr.Run(":" + viper.GetString("port"))', 'github.com/gin-gonic/gin'),
    go('web.Serve()', '', {
      'internal/web/web.go': 'package web\n\nfunc Serve() {\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), nil)\n}\n',
      'main.go': 'package main\n\nimport "example.com/shop/internal/web"\n\nfunc main() {\n\tweb.Serve()\n}\n',
    }),
  ];
  it.each(tried(fine.map((files) => [files])))('%s', (_, files) => {
    expect(portOf(files)).toMatch(/^met: \S+ (?:listens on|reads) \$PORT \| {2}?@/);
  });
});

describe("code that doesn't", () => {
  const wrong: readonly (readonly [Files, ...RegExp[]])[] = [
    [python('app.run()'), /port 5000 unless told otherwise, and on this machine only.*@main.py:2$/],
    [
      python('app.run(port=os.environ["PORT"])'),
      /listens on this machine only unless told otherwise/,
      /host="0\.0\.0\.0"/,
    ],
    [
      python('if __name__ == "__main__":\n    uvicorn.run("main:app", port=8000, reload=True)', 'uvicorn'),
      /always listens on port 8000, and on this machine only/,
      /host="0\.0\.0\.0", port=int\(os\.environ\.get\("PORT", 8000\)\) there, without reload @main.py:3$/,
    ],
    [python('PORT = 8000\nHTTPServer(("", PORT), Handler)'), /always listens on port 8000, but/],
    [node('const PORT = 5000;\napp.listen(PORT)'), /always listens on port 5000/, /process\.env\.PORT \?\? 5000/],
    [node('app.listen(3000, () => {\n  log("up");\n})'), /always listens on port 3000.*@server.js:1$/],
    [node('app.listen(process.env.PORT, "localhost")'), /listens on this machine only, where/],
    [node('fastify.listen({ port: process.env.PORT })', 'fastify'), /this machine only unless told otherwise/],
    [go('http.ListenAndServe(":8080", nil)'), /always listens on port 8080/, /os\.Getenv\("PORT"\).*@main.go:4$/],
    [go('addr := "127.0.0.1:" + os.Getenv("PORT")\n\thttp.ListenAndServe(addr, nil)'), /on this machine only, where/],
    [go('srv := http.Server{Addr: "localhost:8080"}'), /port 8080, and on this machine only/],
    [go('r := gin.Default()\n\tr.Run(":8080")', 'github.com/gin-gonic/gin'), /always listens on port 8080/],
  ];
  it.each(tried(wrong))('%s', (_, files, expected) => {
    const told = portOf(files);
    expect(told).toMatch(/^missing: /);
    for (const each of expected) expect(told).toMatch(each);
  });
});

describe("where code listens isn't known", () => {
  const unsure: readonly (readonly [Files, ...RegExp[]])[] = [
    [python('app.run(host="0.0.0.0", port=args.port)'), /Can't tell on which port main.py listens/],
    [python('print(os.environ["PORT"])\napp.run(host="0.0.0.0", port=5000)'), /in \$PORT elsewhere/],
    [python('bot.run(TOKEN)'), /Nothing that web starts/],
    [
      go('r.Run(":" + viper.GetString("port"))', 'github.com/gin-gonic/gin'),
      /Can't tell on which port main.go listens/,
    ],
    // Files that aren't started are no evidence, for either side.
    [
      python('serve()', 'flask', { 'dev.py': 'app.run(port=5000)\n', 'old.py': 'os.environ["PORT"]\n' }),
      /Nothing that web/,
    ],
    [
      python('import app\nrun()', 'flask', { 'app.py': 'if __name__ == "__main__":\n    app.run(port=5000)\n' }),
      /Nothing/,
    ],
  ];
  it.each(tried(unsure))('%s', (_, files, expected) => {
    const told = portOf(files);
    expect(told).toMatch(/^unknown: /);
    for (const each of expected) expect(told).toMatch(each);
  });
});

describe('a port by another name', () => {
  const flags = 'port := flag.String("port", ":3000", "where to listen")\n\tapp.Listen(*port)';
  it.each([
    [go('app.Listen(":" + os.Getenv("HTTP_PORT"))', 'github.com/gofiber/fiber/v3'), "--web 'HTTP_PORT=$PORT bin/shop'"],
    [go(flags, 'github.com/gofiber/fiber/v3'), "--web 'bin/shop -port=:$PORT'"],
    [
      go('var o struct {\n\t\tPort int `long:"port" default:"8080"`\n\t}\n\thttp.Serve(o.Port)'),
      "--web 'bin/shop --port=$PORT'",
    ],
    [node('app.listen(process.env.APP_PORT || 3000);'), "--web 'APP_PORT=$PORT node server.js'"],
    [
      python('app.run(host="0.0.0.0", port=int(os.getenv("FLASK_PORT", 5000)))'),
      "--web 'FLASK_PORT=$PORT python main.py'",
    ],
    [
      python('parser.add_argument("--port", default=8000)\napp.run(host="0.0.0.0", port=parser.parse_args().port)'),
      "--web 'python main.py --port $PORT'",
    ],
  ])('gets it in the command: %j', (files, flag) => {
    expect(portOf(files)).toMatch(
      /^unknown: \S+ seems to take the port from (?:its flag )?\S+, but Heroku puts it in \$PORT \|/,
    );
    expect(portOf(files)).toContain(`run the same command with ${flag} @`);
  });

  it.each([
    node('app.listen(process.env.PORT || process.env.APP_PORT);'),
    node('db(process.env.DB_PORT);\napp.listen(config.port);'),
    node('redis(process.env.REDIS_HOST, process.env.REDIS_PORT);\napp.listen(port());'),
  ])("isn't one that has nothing to do with it: %j", (files) => {
    expect(portOf(files)).not.toContain('seems to take');
  });
});
