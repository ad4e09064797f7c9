import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import registryUrl from 'registry-url';
import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../generators/core/model/readiness.js';
import { freshFolder, place, treeOf } from '../support/folders.js';
import { sh, tool, type Place } from '../support/place.js';
import { machine } from '../support/programs.js';

const fixtures = join(import.meta.dirname, '../fixtures/onboard');

/** The command at the beginning of a fix, without what is said about it. */
const commandIn = (fix: string): string =>
  /^(?:npm|node|git|printf|cp) /.test(fix) ? fix.replace(/(?:, which|, once|, then|, or |, and |; ).*$/, '') : '';

/** Files that a command is there to change. */
const meantBy = (fix: string): readonly string[] => {
  if (fix.startsWith('printf ')) return ['.dockerignore'];
  if (fix.startsWith('git ')) return commandIn(fix).split(' ').slice(2);
  const [, named = 'package-lock.json'] = /\bf="([\w.-]+)"/.exec(fix) ?? [];
  return fix.includes('rewrites that file') ? [named, 'yarn.lock'] : [named];
};

/** With the registry and the certificates of this machine, which plain environments don't have. */
const online = ({ cwd, on }: Place): Place => ({
  cwd,
  on: { ...on, env: Object.assign({ ...process.env, npm_config_registry: registryUrl() }, on.env) },
});

/** What is missing, with its fix, and whether it stands in the way. */
const missingIn = async (at: Place) => {
  const { code, stdout, stderr } = await tool(['onboard', '.', '--explain', '--json'], at);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const { requirements } = JSON.parse(stdout) as { requirements: Requirement[] };
  return requirements.flatMap(({ headline, stage, state }) =>
    state.is === 'missing' ? [{ headline, fix: state.fix ?? '', blocks: stage !== 'keep' }] : [],
  );
};

/** Runs each fix that is a command, in order, and looks again after each. */
async function followed(at: Place): Promise<string[]> {
  await sh('git init -q && git add -A && git commit -qm x', at);
  const done: string[] = [];
  let missing = await missingIn(at);
  for (;;) {
    const next = missing.find(({ fix }) => commandIn(fix) !== '');
    if (next === undefined) return done;
    const command = commandIn(next.fix);
    const before = treeOf(at.cwd);
    await sh(command, online(at));
    const after = treeOf(at.cwd);
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (path) => before.get(path) !== after.get(path),
    );
    expect(changed.filter((path) => !meantBy(next.fix).includes(path))).toEqual([]);
    missing = await missingIn(at);
    expect(
      missing.map(({ headline }) => headline),
      command,
    ).not.toContain(next.headline);
    done.push(command);
  }
}

const work = (): Place => ({ cwd: freshFolder(), on: machine() });

/** Fixtures with such a fix, and the programs that it needs. */
const concerned = readdirSync(fixtures).filter((name) =>
  [...readFileSync(join(fixtures, name, 'expect.json'), 'utf8').matchAll(/"fix": "(.*)"/g)].some(
    ([, fix = '']) => commandIn(fix) !== '',
  ),
);

describe('a fix of onboarding that is a command ends its requirement and changes nothing else', () => {
  it('is in these fixtures', () => {
    expect(concerned.length).toBeGreaterThan(3);
  });

  it.each(concerned)('%s', async (name) => {
    const at = work();
    cpSync(join(fixtures, name, 'project'), at.cwd, { recursive: true });
    expect((await followed(at)).length).toBeGreaterThan(0);
  });

  it.each(['package-lock.json', 'npm-shrinkwrap.json'])('for %s without addresses, keeping versions', async (name) => {
    const at = work();
    const { 'package-lock.json': lock, ...others } = withoutAddresses;
    place(at.cwd, { ...others, [name]: lock });
    expect(await followed(at)).toHaveLength(1);
    const { packages } = JSON.parse(readFileSync(join(at.cwd, name), 'utf8')) as Lock;
    const before = (JSON.parse(lock) as Lock).packages;
    expect(Object.keys(packages)).toEqual(Object.keys(before));
    for (const [path, { version, resolved }] of Object.entries(packages)) {
      expect(version).toBe(before[path]?.version);
      if (path !== '') expect(resolved, path).toMatch(/^https?:\/\/.*\.tgz$/);
    }
  });

  it('for yarn.lock, keeping versions', async () => {
    const at = work();
    place(at.cwd, {
      'package.json': JSON.stringify({ name: 'app', version: '1.0.0', dependencies: { once: '^1.3.0' } }),
      'server.js': withoutAddresses['server.js'],
      'yarn.lock': ofYarn(),
    });
    expect(await followed(at)).toHaveLength(2);
    const { packages } = JSON.parse(readFileSync(join(at.cwd, 'package-lock.json'), 'utf8')) as Lock;
    const versions = Object.entries(packages).map(([path, { version }]) => [path, version]);
    expect(versions.slice(1)).toEqual([
      ['node_modules/once', '1.3.3'],
      ['node_modules/wrappy', '1.0.1'],
    ]);
  });
});

/** A lock of Yarn with versions that aren't the newest allowed. */
const ofYarn = (): string => {
  const { packages } = JSON.parse(withoutAddresses['package-lock.json']) as Lock;
  const entry = (name: string, range: string, more = ''): string => {
    const { version, integrity = '' } = packages[`node_modules/${name}`] ?? { version: '' };
    const resolved = `${registryUrl()}${name}/-/${name}-${version}.tgz#${'0'.repeat(40)}`;
    return `${name}@${range}:\n  version "${version}"\n  resolved "${resolved}"\n  integrity ${integrity}\n${more}`;
  };
  const once = entry('once', '^1.3.0', '  dependencies:\n    wrappy "1"\n');
  return `# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.\n# yarn lockfile v1\n\n\n${once}\n${entry('wrappy', '1')}`;
};

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version: string; readonly resolved?: string; readonly integrity?: string }>
  >;
}

/** A lock with only the versions and hashes of its packages; one of them is the newest allowed. */
const withoutAddresses = {
  'package.json': JSON.stringify({ name: 'app', version: '1.0.0', dependencies: { once: '1.3.3' } }),
  'server.js': 'require("node:http").createServer().listen(process.env.PORT);\n',
  'package-lock.json': JSON.stringify({
    name: 'app',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': { name: 'app', version: '1.0.0', dependencies: { once: '1.3.3' } },
      'node_modules/once': {
        version: '1.3.3',
        integrity: 'sha512-6vaNInhu+CHxtONf3zw3vq4SP2DOQhjBvIa3rNcG0+P7eKWlYH6Peu7rHizSloRU2EwMz6GraLieis9Ac9+p1w==',
        dependencies: { wrappy: '1' },
      },
      'node_modules/wrappy': {
        version: '1.0.1',
        integrity: 'sha512-42h1d25nW6G/N7l16Oz4vqCOLIFobFBOwZrBYlCxJ/QuS2o1Gdn1PzSoiYndbnL9rgGIGZ6Qn09AIpyhrkepfw==',
      },
    },
  }),
} as const;
