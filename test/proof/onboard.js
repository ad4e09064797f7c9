/*
 * npm run proof -- --onboard [--only STEP,STEP…]: existing projects, unchanged except for what onboard adds, are built
 * with real Nix and booted as dynos: the fixtures that are expected to deploy. What the flake reports about versions is
 * checked against what a fixture expects.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { catalog, usersRegistry } from './support/cases.js';
import { processesOf } from './support/copy.js';
import { withoutCompiler } from './support/compiler.js';
import { report } from './support/report.js';
import { fullName } from './support/steps.js';
import { copies, linesOf, script } from './support/world.js';

const fixtures = join(import.meta.dirname, '../fixtures/onboard');
const bin = join(import.meta.dirname, '../../dist/program/heroku-nix.cjs');

/**
 * What a fixture expects here.
 *
 * @typedef {object} Expectation
 * @property {string} template
 * @property {boolean} [deploys]
 * @property {{ services: string[], config: Record<string, string> }} [attached] what its dynos are given: servers, and
 *   what its steps say to set
 * @property {string[]} [versions]
 * @property {{ fix?: string }[]} [requirements]
 */

/** @param {string} name */
function expectationOf(name) {
  /** @type {unknown} */
  const expectation = JSON.parse(readFileSync(join(fixtures, name, 'expect.json'), 'utf8'));
  return /** @type {Expectation} */ (expectation);
}

/** @param {string} name a fixture */
export const fixesFor = (name) => (expectationOf(name).requirements ?? []).flatMap(({ fix }) => fix ?? []);

/** The fixtures that should deploy as they are, and those that show something else. */
export const provable = readdirSync(fixtures).filter((name) => {
  const { deploys, versions } = expectationOf(name);
  return deploys === true || versions !== undefined;
});

/** Those that should deploy. */
export const deploying = provable.filter((name) => expectationOf(name).deploys === true);

/**
 * The fixtures of each language whose Dockerfile is built, too, which takes a minute for Go. For the others Nix makes
 * the image, and the context step shows that a Dockerfile would build the same.
 */
const byDocker = [
  'go-locked',
  'go-vendored',
  'node-built',
  'node-pnpm',
  'python-django-pages',
  'python-requirements',
  'python-uv',
];
const gone = byDocker.filter((name) => !provable.includes(name));
if (gone.length > 0) throw new Error(`There is no fixture to deploy that is called ${gone.join(', ')}`);

/**
 * Copies a fixture into the world, and points its locks to the look-alike and to a registry.
 *
 * @param {string} name
 * @param {string} hash
 * @param {Readonly<Record<string, string>>} files what the project has besides
 * @returns {string} the case's name in the world
 */
export function bring(name, hash, files = {}) {
  const id = `onboard-${name}`;
  const copy = join(copies, id);
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copies, { recursive: true });
  cpSync(join(fixtures, name, 'project'), copy, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  execFileSync('git', ['init', '--quiet'], { cwd: copy });
  execFileSync(process.execPath, [bin, 'onboard', copy, '--yes', '--name', 'my-app'], { stdio: 'ignore' });
  // A project's source isn't listed file by file, so .dockerignore has to leave out stray files.
  appendFileSync(join(copy, '.dockerignore'), 'notes.txt\n');
  for (const each of ['package-lock.json', 'yarn.lock']) {
    const packages = join(copy, each);
    if (existsSync(packages))
      writeFileSync(
        packages,
        readFileSync(packages, 'utf8').replaceAll('https://registry.example/', usersRegistry()()),
      );
  }
  const lock = join(copy, 'flake.lock');
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"narHash": "[^"]*"/, `"narHash": "${hash}"`));
  execFileSync('git', ['add', '--all'], { cwd: copy });
  return id;
}

/**
 * Tests one fixture, step by step; the first failure ends it.
 *
 * @param {string} name
 * @param {import('./support/world.js').Place} place
 * @param {readonly string[] | undefined} only prefixes of the names of the wanted steps
 * @returns {Promise<string>} the case's name in the world
 */
export async function proveOnboarded(name, { hash, lane }, only) {
  const id = bring(name, hash);
  const [base] = catalog.bases;
  if (!base) throw new Error('there is no base');
  const isByDocker = byDocker.includes(name);
  const tag = `localhost/proof/${id}:${isByDocker ? base.id : 'nix'}`;
  /** @param {string} step @param {...string} args */
  const inWorld = async (step, ...args) => {
    const log = `${id}/${[step, ...args]
      .join(' ')
      .replace(/[^\w.-]+/g, '_')
      .slice(0, 80)}`;
    const text = await script('step', [step, id, ...args], { log, minutes: 15, lane });
    return linesOf(withoutCompiler(text, template), 'NOTE');
  };
  const { template, deploys, attached, versions } = expectationOf(name);
  const saidOfVersions = async () => {
    const rows = await inWorld('versions');
    assert.deepEqual(rows, versions);
    return [`${rows.length} rows`];
  };
  /** @type {[string, () => Promise<string[]>][]} */
  const image = isByDocker
    ? [[`image on ${base.id}`, () => inWorld('image', tag, fullName(base.image), 'cold')]]
    : [
        ['context', () => inWorld('context')],
        ['image by Nix', () => inWorld('nix_image', tag)],
      ];
  /** @type {typeof image} */
  const locked = existsSync(join(copies, id, 'nix/python-lock.nix')) ? [['locked', () => inWorld('locked')]] : [];
  /** @type {typeof image} */
  const relocked = existsSync(join(copies, id, 'nix/modules.json'))
    ? [['relock', () => inWorld('relock', 'nix/modules.json', 'go.sum')]]
    : [];
  /** @type {typeof image} */
  const all = [
    ...locked,
    ...relocked,
    ['build', () => inWorld('build', 'default')],
    ['nix run', () => inWorld('run', '/')],
    ['layout', () => inWorld('layout')],
    ['other systems', () => inWorld('systems')],
    ...image,
    ['contents', () => inWorld('contents', tag, '/bin/web')],
    ['boot by sh -c', () => inWorld('boot', tag, '-c', 'exec /bin/web', '/')],
    ['boot by sh -l -c', () => inWorld('boot', tag, '-l -c', 'exec /bin/web', '/')],
  ];
  /** @type {typeof image} */
  const telling = versions === undefined ? [] : [['versions', saidOfVersions]];
  /** @type {typeof image} */
  const withServices = [
    ['build', () => inWorld('build', 'default')],
    ['image by Nix', () => inWorld('nix_image', tag)],
    [
      'release, and boot with servers',
      async () => {
        const app = JSON.stringify({ ...attached, commands: processesOf(id) });
        return linesOf(await script('attached', ['visit', tag, app], { log: `${id}/visit`, minutes: 4, lane }), 'NOTE');
      },
    ],
  ];
  const steps = deploys === true ? [...telling, ...(attached === undefined ? all : withServices)] : telling;
  for (const [title, run] of steps) {
    if (only !== undefined && !only.some((each) => title.startsWith(each))) continue;
    const start = performance.now();
    try {
      report('ok', `${id}: ${title}`, start, await run());
    } catch (error) {
      report('FAIL', `${id}: ${title}`, start, [error]);
      return id;
    }
  }
  return id;
}
