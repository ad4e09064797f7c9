import { describe, expect, it } from 'vitest';
import { defaultRegistry } from '../../../generators/core/tools/npm-registry.js';
import { temporaryFolder } from '../../support/folders.js';
import { examinedAt, requirementsFrom, toldAt } from '../../support/examining.js';

const serving = "require('http').createServer().listen(process.env.PORT)\n";

/** A project on Node whose lock file has these packages, with a program of the same name each. */
function node(web: string, development: readonly string[] = [], production: readonly string[] = []) {
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const own = { dependencies: versions(production), devDependencies: versions(development) };
  const entry = (name: string) => ({
    ...{ version: '1.0.0', integrity: 'sha512-x' },
    resolved: `${defaultRegistry}${name}/-/${name}-1.0.0.tgz`,
    ...(development.includes(name) ? { dev: true } : {}),
    bin: { [name]: 'bin.js' },
  });
  const entries = [...development, ...production].map((name) => [`node_modules/${name}`, entry(name)] as const);
  return {
    'package.json': JSON.stringify({ name: 'a', version: '1.0.0', ...own, scripts: { ok: 'node server.js' } }),
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: { '': { name: 'a', version: '1.0.0', ...own }, ...Object.fromEntries(entries) },
    }),
    ...{ 'server.js': serving, 'index.ts': serving, Procfile: `web: ${web}\n` },
  };
}

const python = (web: string, more: Readonly<Record<string, string>> = {}) => ({
  'requirements.txt': 'flask\ngunicorn\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
  Procfile: `web: ${web}\n`,
  ...more,
});

const go = (web: string, module = 'example.com/shop') => ({
  'go.mod': `module ${module}\n\ngo 1.24\n`,
  'main.go': 'package main\n\nfunc main() {\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), nil)\n}\n',
  Procfile: `web: ${web}\n`,
});

describe("a program that isn't in the image", () => {
  it.each([
    [node('bun run index.ts'), 'start it with node: node index.ts'],
    [node('bun --smol index.ts --x'), 'start it with node: node index.ts --x'],
    [node('deno run -A index.ts'), 'start it with node: node index.ts'],
    [node('pm2-runtime server.js'), 'start it with node: node server.js'],
    [node('forever server.js'), 'start it with node: node server.js'],
    [node('npx sequelize db:migrate'), 'npm install --save-prod sequelize-cli'],
    [node('npx -y http-server -p $PORT'), 'npm install --save-prod http-server'],
    [node('pnpm dlx serve'), 'npm install --save-prod serve'],
    [node('bunx serve'), 'npm install --save-prod serve'],
    [node('tsx index.ts', ['tsx']), "npm install --save-prod tsx@1.0.0, or start a program that doesn't need it"],
    [node('cross-env A=b node server.js', ['cross-env']), 'npm install --save-prod cross-env'],
    [node('turbo run start', ['turbo']), 'npm install --save-prod turbo'],
    [node('caddy run'), 'add its package to runtimeTools in nix/dyno.nix, or start another program @'],
    [python('bin/start-nginx gunicorn app:app'), 'or leave it out: gunicorn app:app'],
    [python('chamber-x gunicorn app:app'), 'nix/dyno.nix, or start another program, or leave it out: gunicorn app:app'],
    [python('python3.9 app.py'), 'the image has Python 3.13: python app.py'],
    [python('python2 app.py'), 'the image has Python 3.13: python app.py'],
    [
      python('sh x.sh', { 'x.sh': 'jq . a\nexec gunicorn app:app\n' }),
      'nix/dyno.nix, or start another program @x.sh:1',
    ],
    [python('shop', { 'pyproject.toml': '[project.scripts]\nshop = "app:main"\n' }), 'from app import main; sys.exit'],
    [node('node --import tsx index.ts', ['tsx']), 'npm install --save-prod tsx'],
    [node('node -r tsx/cjs index.ts', ['tsx']), 'npm install --save-prod tsx'],
    [node('node --env-file=.env server.js'), 'write --env-file-if-exists=.env there, and set what it holds'],
    [python('serve', { 'pyproject.toml': '[tool.poetry.scripts]\nserve = "app:main"\n' }), 'from app import main; sys'],
    [go('go run .'), 'start the program that the build makes: bin/shop'],
    [go('bin/server'), 'write web: bin/shop'],
    [go('bin/v2', 'example.com/shop/v2'), 'write web: bin/shop'],
  ])('is told once, with a way out: %j', (files, fix) => {
    const told = toldAt(temporaryFolder(files));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^missing: web (?:starts|loads|needs) /);
    expect(told[0]).toContain(fix);
  });

  it.each([
    [node('node --env-file-if-exists=.env server.js'), 'node'],
    [node('node --import tsx index.ts', [], ['tsx']), 'node'],
    [node('node --env-file=.env.example -r ./server server.js'), 'node'],
    [node('yarn node server.js'), 'node server.js'],
    [node('yarn next start', [], ['next']), 'next start'],
    [node('pnpm serve -l $PORT', [], ['serve']), 'serve -l $PORT'],
    [node('yarn run serve -l $PORT', [], ['serve']), 'serve -l $PORT'],
    [node('yarn ok'), 'node server.js'],
    [python('uvx gunicorn app:app'), 'gunicorn app:app'],
    [go('bin/shop', 'example.com/shop/v2'), 'bin/shop'],
    [go('shop', '"example.com/shop/v12"'), 'shop'],
  ])('is no matter if the rest of the command is: %j', (files, command) => {
    const folder = temporaryFolder(files);
    expect(toldAt(folder)).toEqual([]);
    const program = requirementsFrom(examinedAt(folder)).find(({ kind }) => kind === 'program');
    expect(program?.headline).toMatch(new RegExp(`^web starts ${command.split(' ')[0] ?? ''}`));
  });
});
