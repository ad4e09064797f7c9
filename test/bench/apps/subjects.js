/*
 * What is measured: a generated app, and a plain one of the same framework that answers the same routes. The plain one
 * runs twice: with one line of log per request, as its framework writes it, and silent.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goEnvironment, run } from './tools.js';

/** @typedef {import('./processes.js').Command} Command */
/** @typedef {{ ours: Command, plain: Command, silent: Command }} Subjects */
/** @typedef {ReturnType<typeof import('./tools.js').tools>} Tools */

/**
 * @typedef {object} Place
 * @property {string} app the generated app's folder
 * @property {string} plain an empty folder
 * @property {Record<string, string>} services the variables of the databases; empty without add-ons
 */

const root = join(import.meta.dirname, '../../..');
const module = 'bench_app';

/** Where a generated app says that it listens on all of the machine's addresses. Here, one is enough. */
const listens = { flask: 'gunicorn.conf.py', node: 'src/serve.ts', go: 'cmd/web/main.go' };

/** The templates that can be measured. */
export const templates = /** @type {(keyof typeof listens)[]} */ (Object.keys(listens));

/** @typedef {typeof templates[number]} Template */

/**
 * Generates an app and makes it ready to start, with a plain one beside it.
 *
 * @param {Template} template
 * @param {string} program that runs it
 * @param {Record<string, string>} services the variables of the databases; the app gets an add-on for each
 * @param {string} folder new
 * @returns {Subjects}
 */
export function generated(template, program, services, folder) {
  const app = join(folder, 'bench-app');
  const plain = join(folder, 'plain');
  mkdirSync(plain, { recursive: true });
  const addons = Object.keys(services).length > 0 ? ['--addons', 'postgres,redis'] : [];
  const bin = join(root, 'dist/program/heroku-nix.cjs');
  run(process.execPath, [bin, app, '--template', template, ...addons, '--yes', '--skip-git']);
  const path = join(app, listens[template]);
  const [before = '', after, ...more] = readFileSync(path, 'utf8').split('0.0.0.0');
  if (after === undefined || more.length > 0) throw new Error(`${path} does not name 0.0.0.0 once`);
  writeFileSync(path, `${before}127.0.0.1${after}`);

  const { release, subjects } = kinds[template](program, { app, plain, services });
  if (addons.length > 0) {
    const [migrate = '', ...args] = release;
    run(migrate, args, { cwd: app, env: services });
  }
  return subjects;
}

/**
 * How to install, migrate and start the apps of each template.
 *
 * @type {Record<Template, (program: string, place: Place) => { release: Command['words'], subjects: Subjects }>}
 */
const kinds = {
  flask: (program, { app, plain, services }) => {
    cpSync(join(import.meta.dirname, 'flask'), plain, { recursive: true });
    const own = { ...services, WEB_CONCURRENCY: '1' };
    const words = (/** @type {string[]} */ ...more) => [program, '-m', 'gunicorn', ...more];
    const env = { ...own, PAGES: join(app, module, 'templates') };
    return {
      release: [program, '-m', `${module}.release`],
      subjects: {
        ours: { words: words(), cwd: app, env: own },
        plain: { words: words('plain:app'), cwd: plain, env: { ...env, LOG: '1' } },
        silent: { words: words('plain:app'), cwd: plain, env },
      },
    };
  },
  node: (program, { app, services }) => {
    run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: app });
    // Where it finds the packages of the generated app, so both have the same ones.
    cpSync(join(import.meta.dirname, 'node'), app, { recursive: true });
    const env = { ...services, PAGES: join(app, 'src'), NODE_ENV: 'production' };
    return {
      release: [program, 'src/release.ts'],
      subjects: {
        ours: { words: [program, 'src/main.ts'], cwd: app, env: { ...services, NODE_ENV: 'production' } },
        plain: { words: [program, 'plain.js'], cwd: app, env: { ...env, LOG: '1' } },
        silent: { words: [program, 'plain.js'], cwd: app, env },
      },
    };
  },
  go: (program, { app, services }) => {
    const folder = join(app, 'cmd/plain');
    const isPlain = Object.keys(services).length === 0;
    cpSync(join(import.meta.dirname, 'go'), folder, {
      recursive: true,
      filter: (path) => !(isPlain && path.endsWith('services.go')),
    });
    run(program, ['build', '-trimpath', '-o', 'bin/', './cmd/...'], {
      cwd: app,
      env: { ...goEnvironment, CGO_ENABLED: '0' },
    });
    const env = { ...services, PAGES: join(app, 'internal/app') };
    return {
      release: [join(app, 'bin/release')],
      subjects: {
        ours: { words: [join(app, 'bin/web')], cwd: app, env: services },
        plain: { words: [join(app, 'bin/plain')], cwd: app, env: { ...env, LOG: '1' } },
        silent: { words: [join(app, 'bin/plain')], cwd: app, env },
      },
    };
  },
};
