import { afterEach, describe, expect, it, vi } from 'vitest';
import { completeNpmLock } from '../../generators/core/render/npm-lock.js';
import { usersRegistry } from '../../generators/core/tools/npm-registry.js';
import { catalog, renderFor, textOf } from '../support/rendering.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

const lock = {
  name: 'old',
  version: '0.0.0',
  lockfileVersion: 3,
  packages: {
    '': { name: 'old', dependencies: { a: '^1.0.0' } },
    'node_modules/a': {
      version: '1.2.3',
      integrity: 'sha512-x',
      dependencies: { '@s/b': '^2.0.0', shared: '^1.0.0' },
      peerDependencies: { alias: '*' },
      peerDependenciesMeta: { alias: { optional: true } },
    },
    'node_modules/a/node_modules/@s/b': { version: '2.0.0', integrity: 'sha512-y' },
    'node_modules/alias': { name: 'real', version: '3.0.0', integrity: 'sha512-z' },
    'node_modules/elsewhere': { version: '1.0.0', resolved: 'git+ssh://host/x.git#1', integrity: 'sha512-w' },
    'node_modules/linked': { resolved: 'packages/linked', link: true },
    'node_modules/shared': { version: '1.0.0', integrity: 'sha512-v' },
  },
};
const all = { a: '^1.0.0', alias: 'npm:real@^3.0.0', elsewhere: 'git+ssh://host/x.git', linked: '*' };
const complete = (registry: (scope?: string) => string, dependencies: Record<string, string> = all) =>
  JSON.parse(
    completeNpmLock(JSON.stringify(lock), JSON.stringify({ name: 'shop', version: '1.0.0', dependencies }), registry),
  ) as typeof lock;

describe('completing a package-lock.json', () => {
  it('gives every package its URL at the registry of its scope, and keeps known URLs', () => {
    const { packages } = complete((scope) => (scope === '@s' ? 'https://scoped.invalid/npm/' : 'https://all.invalid/'));
    const resolved = Object.values(packages).map((entry) => ('resolved' in entry ? entry.resolved : undefined));
    expect(resolved).toEqual([
      undefined,
      'https://all.invalid/a/-/a-1.2.3.tgz',
      'https://scoped.invalid/npm/@s/b/-/b-2.0.0.tgz',
      'https://all.invalid/real/-/real-3.0.0.tgz',
      'git+ssh://host/x.git#1',
      'packages/linked',
      'https://all.invalid/shared/-/shared-1.0.0.tgz',
    ]);
  });

  it("leaves out what package.json doesn't lead to", () => {
    const { packages } = complete(() => 'https://all.invalid/', { a: '^1.0.0' });
    expect(Object.keys(packages)).toEqual([
      '',
      'node_modules/a',
      'node_modules/a/node_modules/@s/b',
      'node_modules/shared',
    ]);
    expect(packages[''].dependencies).toEqual({ a: '^1.0.0' });
  });

  it('gives it the app’s own name and version', () => {
    const { name, version, packages } = complete(() => 'https://all.invalid/');
    expect({ name, version, root: packages[''].name }).toEqual({ name: 'shop', version: '1.0.0', root: 'shop' });
  });
});

describe('the user’s registry', () => {
  it.each([
    ['https://mirror.invalid/npm', 'https://mirror.invalid/npm/'],
    ['http://user:secret@mirror.invalid/a/b/?token=1#x', 'http://mirror.invalid/a/b/'],
  ])('%s becomes %s: complete, and without credentials', (setting, url) => {
    vi.stubEnv('npm_config_registry', setting);
    expect(usersRegistry()()).toBe(url);
  });

  it.each(['file:///etc/passwd', 'nonsense', 'javascript:alert(1)'])("can't be %s", (setting) => {
    vi.stubEnv('npm_config_registry', setting);
    expect(() => usersRegistry()()).toThrow("npm's registry setting isn't a URL");
  });
});

describe.each(catalog.templates)('the lock of $id', ({ id }) => {
  it('matches its package.json, and every entry can be downloaded and verified', async () => {
    const files = await renderFor(id);
    if (!files.has('package-lock.json')) {
      expect(files.has('package.json')).toBe(false);
      return;
    }
    const { packages } = JSON.parse(textOf(files, 'package-lock.json')) as typeof lock;
    const { '': root, ...entries } = packages as Record<string, Record<string, unknown>>;
    const manifest = JSON.parse(textOf(files, 'package.json')) as Record<string, unknown>;
    for (const field of ['name', 'version', 'dependencies', 'devDependencies', 'engines']) {
      expect(root?.[field], field).toEqual(manifest[field]);
    }
    expect(Object.keys(entries).length).toBeGreaterThan(0);
    for (const [path, entry] of Object.entries(entries)) {
      expect(entry, path).toMatchObject({
        integrity: expect.stringMatching(/^sha512-/) as unknown,
        resolved: expect.stringMatching(/^https:\/\/registry\.invalid\/.*\.tgz$/) as unknown,
      });
    }
  });
});
