import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { freshFolder, treeOf } from '../support/folders.js';
import { newest, registryThat, says } from '../support/registry.js';
import { catalog } from '../support/rendering.js';
import { bin, run } from '../support/run.js';
import { lingering, openTerminal } from '../support/terminal.js';

const args = ['browse', catalog.templates[0]?.id ?? ''];
const notice = `${ownPackage.version} → 99.0.0`;
const day = 24 * 60 * 60 * 1000;

/** Runs the bin in a terminal until it ends. The tests' environment turns the notice off, so that is removed. */
async function words(url: string, env: Readonly<Record<string, string | undefined>>, more: readonly string[] = args) {
  const start = performance.now();
  const cwd = freshFolder();
  const terminal = openTerminal(more, {
    cwd,
    program: [...lingering, process.execPath, bin],
    env: { NO_UPDATE_NOTIFIER: undefined, CI: undefined, npm_config_registry: url, ...env },
  });
  const { code } = await terminal.ended();
  return { code, text: terminal.words(), seconds: (performance.now() - start) / 1000 };
}

/** The IP versions of this machine. */
const families = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'))
  ? [4, 6]
  : [4];

/** The environment of a program whose DNS resolvers run our code first. */
const withDns = (code: string): { readonly NODE_OPTIONS: string } => {
  const preload = `import dns from 'node:dns'; import { syncBuiltinESMExports } from 'node:module'; const { Resolver } = dns;
    dns.Resolver = class extends Resolver { constructor(options) { super(options); ${code}; } }; syncBuiltinESMExports();`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` };
};

describe('a newer version', () => {
  it('is announced once a day, with one request that names only the package', async () => {
    const { asked, url } = await registryThat();
    const HOME = freshFolder('home');
    const first = await words(url, { HOME });
    expect(first.code).toBe(0);
    expect(first.text).toContain(notice);
    expect(first.text).toContain(`npm install --global ${ownPackage.name}@latest`);
    expect((await words(url, { HOME })).text).not.toContain(notice);
    expect(asked).toEqual([`GET /${ownPackage.name} accept,connection,host`]);
    expect([...treeOf(HOME).keys()]).toEqual(['.cache/heroku-nix/update-check']);

    writeFileSync(join(HOME, '.cache/heroku-nix/update-check'), String(Date.now() - day - 1000));
    expect((await words(url, { HOME })).text).toContain(notice);
    expect(asked).toHaveLength(2);
  });

  it('is remembered in XDG_CACHE_HOME', async () => {
    const { url } = await registryThat();
    const [HOME, cache] = [freshFolder('home'), freshFolder('cache')];
    expect((await words(url, { HOME, XDG_CACHE_HOME: cache })).text).toContain(notice);
    expect([...treeOf(HOME).keys()]).toEqual([]);
    expect(Number(readFileSync(join(cache, 'heroku-nix/update-check'), 'utf8'))).toBeGreaterThan(Date.now() - day);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['in CI', { CI: 'true' }, args],
    ['with NO_UPDATE_NOTIFIER', { NO_UPDATE_NOTIFIER: '1' }, args],
    ["with npm's update-notifier off", { npm_config_update_notifier: 'false' }, args],
    ['with npm offline', { npm_config_offline: 'true' }, args],
    ['from a checkout', { npm_lifecycle_event: 'start' }, args],
    ['with --json', {}, [...args, '--json']],
    ['with --help', {}, [...args, '--help']],
  ])("isn't checked for %s", async (_, env, more) => {
    const { asked, url } = await registryThat();
    const HOME = freshFolder('home');
    expect((await words(url, { HOME, ...env }, more)).text).not.toContain(notice);
    expect(asked).toEqual([]);
    expect(treeOf(HOME)).toEqual(new Map());
  });

  it("isn't checked for in a pipe", async () => {
    const { asked, url } = await registryThat();
    const env = { NO_UPDATE_NOTIFIER: undefined, npm_config_registry: url, HOME: freshFolder('home') };
    expect(await run(args, { cwd: freshFolder(), env })).toMatchObject({ code: 0, stderr: '' });
    expect(asked).toEqual([]);
  });

  it("isn't checked for if that can't be remembered", async () => {
    const { asked, url } = await registryThat();
    const HOME = freshFolder('home');
    const memory = join(HOME, '.cache/heroku-nix/update-check');
    mkdirSync(memory, { recursive: true });
    expect((await words(url, { HOME })).code).toBe(0);
    rmSync(memory, { recursive: true });
    await execa('mkfifo', [memory]);
    expect((await words(url, { HOME })).code).toBe(0);
    rmSync(memory);
    const other = join(HOME, 'other');
    writeFileSync(other, 'mine');
    symlinkSync(other, memory);
    expect((await words(url, { HOME })).code).toBe(0);
    expect(readFileSync(other, 'utf8')).toBe('mine');
    rmSync(join(HOME, '.cache'), { recursive: true });
    writeFileSync(join(HOME, '.cache'), '');
    expect((await words(url, { HOME })).code).toBe(0);
    expect(asked).toEqual([]);
  });

  it('is checked for again, whatever is in the cache', async () => {
    const { asked, url } = await registryThat();
    const HOME = freshFolder('home');
    mkdirSync(join(HOME, '.cache/heroku-nix'), { recursive: true });
    for (const text of ['', '\0\u001B[31m', '{"a":1}', '9'.repeat(100_000), '-1', 'NaN']) {
      writeFileSync(join(HOME, '.cache/heroku-nix/update-check'), text);
      expect((await words(url, { HOME })).text).toContain(notice);
    }
    expect(asked).toHaveLength(6);
  });
});

describe('a registry', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['with the same version', says(newest(ownPackage.version))],
    ['with an older version', says(newest('0.0.1'))],
    ['with a version that acts on a terminal', says(newest('99.0.0\u001B[31m'))],
    ['with no version', says(newest({ major: 99 }))],
    ['with a different form', says('[]')],
    ['with nothing', says('null')],
    ['with invalid JSON', says('<html>99.0.0 → 99.0.0')],
    ['with a deeply nested answer', says('['.repeat(100_000))],
    ['with a long answer', says(`{"a":"${'a'.repeat(2_000_000)}",${newest('99.0.0').slice(1)}`)],
    [
      'with an error',
      (response) => {
        response.writeHead(401).end(newest('99.0.0'));
      },
    ],
    [
      'that hangs up',
      (response) => {
        response.destroy();
      },
    ],
    ['that never answers', () => undefined],
    [
      'that never ends',
      (response) => {
        response.write('{');
      },
    ],
  ])('%s is ignored silently', async (_, answer) => {
    const { asked, url } = await registryThat(answer);
    const quiet = await words(url, { HOME: freshFolder('home'), NO_UPDATE_NOTIFIER: '1' });
    const { code, text, seconds } = await words(url, { HOME: freshFolder('home') });
    expect(code).toBe(0);
    expect(text).toBe(quiet.text);
    expect(asked).toHaveLength(1);
    // The test machine is busy; our own limit is 0.3.
    expect(seconds - quiet.seconds).toBeLessThan(2);
  });

  it("that can't be reached is ignored silently", async () => {
    const HOME = freshFolder('home');
    for (const url of ['http://127.0.0.1:1/', 'https://registry.invalid/', 'ftp://registry.invalid/', 'nonsense']) {
      const { code, text, seconds } = await words(url, { HOME, XDG_CACHE_HOME: freshFolder('cache') });
      expect(code).toBe(0);
      expect(text).not.toMatch(/newer version|registry is/);
      expect(seconds).toBeLessThan(5);
    }
  });

  it.each(families)('is found by its name, over IPv%d', async (family) => {
    const { url } = await registryThat(undefined, family === 4 ? '127.0.0.1' : '::1');
    const reply = (asked: number, address: string) =>
      `this.resolve${asked} = (host, done) => done(${asked === family ? `null, ['${address}']` : 'new Error()'})`;
    const env = { HOME: freshFolder('home'), ...withDns(`${reply(4, '127.0.0.1')}; ${reply(6, '::1')}`) };
    expect((await words(url.replace(/\/\/.*:/, '//registry.invalid:'), env)).text).toContain(notice);
  });

  it('does not delay the exit if no DNS server resolves its name', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => {
      silent.close();
    });
    let questions = 0;
    silent.on('message', () => (questions += 1));
    const env = { HOME: freshFolder('home'), ...withDns(`this.setServers(['127.0.0.1:${silent.address().port}'])`) };
    const quiet = await words('https://registry.invalid/', { ...env, NO_UPDATE_NOTIFIER: '1' });
    const { code, seconds } = await words('https://registry.invalid/', env);
    expect(code).toBe(0);
    expect(questions).toBeGreaterThan(0);
    expect(seconds - quiet.seconds).toBeLessThan(1.5);
  });
});
