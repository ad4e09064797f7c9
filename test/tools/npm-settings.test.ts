import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usersRegistry } from '../../generators/core/tools/npm-registry.js';
import { npmSettings } from '../../generators/core/tools/npm-settings.js';
import { freshFolder, place, temporaryFolder, textAt } from '../support/folders.js';
import { run } from '../support/run.js';

const hostile = 'registry=https://evil.invalid/\n@s:registry=https://evil.invalid/scoped/\nuserconfig=./other\n';

describe('the .npmrc of a project', () => {
  it.each(['app', 'app/below', '.'])('has no effect if a repository is written to %s', async (folder) => {
    const cwd = temporaryFolder({ '.npmrc': hostile, other: hostile, 'app/.npmrc': hostile, 'package.json': '{}' });
    const env = {
      npm_config_registry: undefined,
      HOME: temporaryFolder({ '.npmrc': 'registry=https://mine.invalid/' }),
    };
    const { code, stderr } = await run(
      [folder, '--template', 'node', '--name', 'shop', '--yes', '--force', '--skip-git'],
      { cwd, env },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lock = textAt(cwd, folder, 'package-lock.json');
    expect(lock).not.toContain('evil');
    expect(lock).toContain('"resolved": "https://mine.invalid/fastify/-/fastify-');
  });
});

interface Case {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly global?: string;
}

const cases: readonly Case[] = [
  { name: 'nothing' },
  { name: 'the user’s file', user: 'registry = https://user.invalid/\n' },
  { name: 'quotes and comments', user: '; registry=https://no.invalid/\n# x\nregistry="https://user.invalid/a"\n' },
  { name: 'the global file', global: 'registry=https://global.invalid/\n' },
  {
    name: 'the user’s file above the global one',
    user: 'registry=https://user.invalid/',
    global: 'registry=https://x.invalid/',
  },
  {
    name: 'the environment above all',
    env: { npm_config_registry: 'https://env.invalid/' },
    user: 'registry=https://x.invalid/',
  },
  {
    name: 'the environment in capitals',
    env: { NPM_CONFIG_REGISTRY: 'https://env.invalid/' },
    user: 'registry=https://x.invalid/',
  },
  { name: 'an empty variable', env: { npm_config_registry: '' }, user: 'registry=https://user.invalid/' },
  { name: 'a variable', env: { HOST: 'var.invalid' }, user: 'registry=https://${HOST}/npm/' },
  { name: 'a variable in the environment', env: { HOST: 'var.invalid', npm_config_registry: 'https://${HOST}/' } },
  { name: "an optional variable that isn't set", user: 'registry=https://user.invalid/${NONE?}' },
  { name: 'an escaped variable', env: { HOST: 'x' }, user: 'registry=https://user.invalid/\\${HOST}/' },
  {
    name: "a token whose variable isn't set",
    user: '//user.invalid/:_authToken=${NONE}\nregistry=https://user.invalid/',
  },
  { name: 'a scope', user: '@s:registry=https://scoped.invalid/\nregistry=https://user.invalid/' },
  { name: 'a scope in a key that is a variable', env: { S: '@s' }, user: '${S}:registry=https://scoped.invalid/' },
  {
    name: 'sections',
    user: '[section]\nregistry=https://no.invalid/',
  },
  {
    name: 'a key of JavaScript’s own',
    user: '__proto__.registry=https://x.invalid/\n[__proto__]\nregistry=https://x.invalid/',
  },
];

describe('npm’s settings', () => {
  it.each(cases)('are read like npm reads them: $name', ({ env = {}, user = '', global = '' }) => {
    const home = temporaryFolder({ '.npmrc': user, 'prefix/etc/npmrc': global });
    const whole = { PATH: process.env.PATH ?? '', HOME: home, PREFIX: join(home, 'prefix'), ...env };
    const settings = npmSettings(whole);
    const get = (key: string): string =>
      execFileSync('npm', ['config', 'get', key], {
        cwd: freshFolder(),
        env: whole,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    const npms = get('registry');
    const scoped = get('@s:registry');
    expect(settings('registry') ?? usersRegistry(settings)()).toBe(npms);
    expect(settings('@s:registry') ?? 'undefined').toBe(scoped);
    if (npms.includes('${')) return;
    expect(usersRegistry(settings)()).toBe(slashed(npms));
    expect(usersRegistry(settings)('@s')).toBe(slashed(scoped === 'undefined' ? npms : scoped));
  });

  it.each([
    { HOME: '' },
    { HOME: '.' },
    { npm_config_userconfig: '.npmrc' },
    { PREFIX: '' },
    { npm_config_prefix: '.' },
  ])('do not come from the working directory with %o', (env) => {
    const before = process.cwd();
    process.chdir(temporaryFolder({ '.npmrc': hostile, 'etc/npmrc': hostile }));
    try {
      expect(npmSettings({ HOME: freshFolder(), PREFIX: freshFolder(), ...env })('registry')).toBeUndefined();
    } finally {
      process.chdir(before);
    }
  });

  it('come from the files that the environment names', () => {
    const home = temporaryFolder({ a: 'globalconfig=~/b', b: 'registry=https://b.invalid/', '.npmrc': hostile });
    expect(npmSettings({ HOME: home, npm_config_userconfig: '~/a' })('registry')).toBe('https://b.invalid/');
  });

  it.each(['@s:registry', 'registry'])('name the variable that %s lacks', (key) => {
    const home = temporaryFolder({ '.npmrc': `${key}=https://x.invalid/\${SECRET}/` });
    expect(() => usersRegistry(npmSettings({ HOME: home }))('@s')).toThrow(
      new RegExp(`"${key}" is "https://x.invalid/\\$\\{SECRET\\}/", and the variable SECRET is not set`),
    );
  });

  it.each<[string, (path: string) => void]>([
    ['is missing', () => undefined],
    [
      'is a folder',
      (path) => {
        place(path, { x: '' });
      },
    ],
    ['is a pipe', (path) => execFileSync('mkfifo', [path])],
    [
      'is endless',
      (path) => {
        symlinkSync('/dev/zero', path);
      },
    ],
    [
      'links to itself',
      (path) => {
        symlinkSync(path, path);
      },
    ],
    [
      'is larger than any npmrc',
      (path) => {
        place(join(path, '..'), { '.npmrc': 'registry=https://x.invalid/\n' });
        truncateSync(path, 2_000_000);
      },
    ],
    [
      "isn't text",
      (path) => {
        place(join(path, '..'), { '.npmrc': '\0\u{fffd}=\0\n[\0]\n=\n]=[\n' });
      },
    ],
    [
      "isn't readable",
      (path) => {
        place(join(path, '..'), { '.npmrc': '' });
        chmodSync(path, 0);
      },
    ],
  ])("are npm's defaults if the user's file %s", (_, make) => {
    const home = freshFolder('home');
    make(join(home, '.npmrc'));
    const settings = npmSettings({ HOME: home, PREFIX: home });
    expect(settings('registry')).toBeUndefined();
    expect(usersRegistry(settings)()).toMatch(/^https:\/\/[^/]+\/$/);
  });
});

const slashed = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
