/*
 * How long a new user waits for `npx <package>` with an empty npm cache. Both packages come from one small local
 * registry, so the only difference is the work that npm does.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * @param {string} work a folder to work in
 * @param {number} rounds
 * @returns {{ ratio: number, packages: number, kilobytes: number }} the median ratio; what npm installed for ours
 */
export function cold(work, rounds) {
  const tarballs = join(work, 'tarballs');
  mkdirSync(tarballs);
  const pack = (/** @type {string} */ spec) =>
    execFileSync('npm', ['pack', spec, '--pack-destination', tarballs, '--loglevel=error'], { stdio: 'ignore' });
  pack(join(root, 'dist/create'));
  pack('create-vite@9.3.0');
  const server = spawn(process.execPath, [join(import.meta.dirname, 'registry.js'), tarballs], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = addressOf(tarballs);
    const ratios = [];
    for (let round = 0; round < rounds; round += 1) {
      const ours = npx(work, address, ['create-heroku-nix', `cold-${round}`, '--template', 'flask', '--yes']);
      const vite = npx(work, address, [
        'create-vite',
        `cold-vite-${round}`,
        '--template',
        'vanilla',
        '--no-interactive',
      ]);
      ratios.push({ ...ours, ratio: ours.milliseconds / vite.milliseconds });
    }
    ratios.sort((a, b) => a.ratio - b.ratio);
    const { ratio, packages, kilobytes } = ratios[Math.floor(ratios.length / 2)] ?? {
      ratio: NaN,
      packages: 0,
      kilobytes: 0,
    };
    return { ratio, packages, kilobytes };
  } finally {
    server.kill();
  }
}

/**
 * Waits for the registry to report its address.
 *
 * @param {string} folder where the registry writes its address
 */
function addressOf(folder) {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = readdirSync(folder).find((name) => name.startsWith('port-'));
    if (found) return `http://127.0.0.1:${found.slice('port-'.length)}/`;
    spawnSync('sleep', ['0.1']);
  }
  throw new Error('the registry did not start');
}

/**
 * @param {string} work
 * @param {string} registry
 * @param {string[]} words
 */
function npx(work, registry, words) {
  const cache = mkdtempSync(join(work, 'cache-'));
  const npmrc = join(cache, 'npmrc');
  writeFileSync(npmrc, `registry=${registry}\ncache=${cache}\nupdate-notifier=false\n`);
  const env = { ...process.env, npm_config_userconfig: npmrc, npm_config_cache: cache, npm_config_registry: registry };
  const start = performance.now();
  const { status, stderr } = spawnSync('npx', ['--yes', ...words], {
    cwd: work,
    env,
    encoding: 'utf8',
    timeout: 120_000,
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`npx ${words.join(' ')} ended with ${status}\n${stderr}`);
  const [installed = ''] = readdirSync(join(cache, '_npx'));
  const modules = join(cache, '_npx', installed, 'node_modules');
  const packages = readdirSync(modules).filter((name) => !name.startsWith('.')).length;
  const kilobytes = Number(execFileSync('du', ['-sk', modules], { encoding: 'utf8' }).split('\t')[0]);
  rmSync(cache, { recursive: true, force: true });
  return { milliseconds, packages, kilobytes };
}
