/* PostgreSQL and Redis for the apps, if the machine has them. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, has, start } from './processes.js';

/**
 * Starts both servers.
 *
 * @param {string} work a folder that only we can write to
 * @param {readonly string[]} names of the databases
 * @returns {Promise<((name: string) => Record<string, string>) | undefined>} gives the variables that an app finds its
 *   own databases by; undefined if the servers are not there
 */
export async function services(work, names) {
  const programs = postgresPrograms();
  const redis = ['valkey-server', 'redis-server'].find(has);
  if (programs === undefined || redis === undefined) return undefined;
  const cwd = join(work, 'services');
  mkdirSync(cwd);
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  const lesser = isRoot ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'] : [];
  if (isRoot) {
    chmodSync(work, 0o755);
    execFileSync('chown', ['nobody:nogroup', cwd]);
  }
  const asLesser = (/** @type {string} */ program, /** @type {string[]} */ ...args) => {
    const [first = '', ...rest] = [...lesser, program, ...args];
    execFileSync(first, rest, { cwd, stdio: ['ignore', 'ignore', 'pipe'], timeout: 60_000 });
  };

  const data = join(cwd, 'postgres');
  asLesser(`${programs}initdb`, '--auth=trust', '--username=bench', '--no-sync', data);
  const port = await freePort();
  const set = { fsync: 'off', listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' };
  const settings = Object.entries(set).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  await start(
    { words: [...lesser, `${programs}postgres`, '-D', data, ...settings], cwd, env: {} },
    { place: 'rest', port },
  );
  const where = ['--host=127.0.0.1', `--port=${port}`, '--username=bench', '--no-password'];
  for (const name of names)
    await trying(() => {
      asLesser(`${programs}createdb`, ...where, name);
    });

  const redisPort = await freePort();
  const only = ['--bind', '127.0.0.1', '--port', String(redisPort), '--save', '', '--dir', cwd];
  await start({ words: [...lesser, redis, ...only], cwd, env: {} }, { place: 'rest', port: redisPort });
  return (name) => ({
    DATABASE_URL: `postgres://bench@127.0.0.1:${port}/${name}`,
    REDIS_URL: `redis://127.0.0.1:${redisPort}/${names.indexOf(name)}`,
  });
}

/** @returns {string | undefined} what comes before a program's name; Debian keeps them out of PATH */
function postgresPrograms() {
  if (has('initdb') && has('createdb') && has('postgres')) return '';
  const debian = '/usr/lib/postgresql';
  const [newest] = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return newest === undefined ? undefined : join(debian, newest, 'bin/');
}

/** @param {() => void} act what is tried for some seconds */
async function trying(act) {
  for (const until = Date.now() + 15_000; ;) {
    try {
      act();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await sleep(100);
  }
}
