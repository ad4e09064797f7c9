import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import registryUrl from 'registry-url';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../generators/core/model/detection.js';
import { freshFolder, place, treeOf } from '../support/folders.js';
import { sh, tool, type Place } from '../support/place.js';
import { machine } from '../support/programs.js';

const fixtures = join(import.meta.dirname, '../fixtures/onboard');

/** The command at the beginning of a fix, without what is said about it. */
const commandIn = (fix: string): string =>
  /^(?:npm|git|printf) /.test(fix) ? fix.replace(/(?:, which|, once|, then|; ).*$/, '') : '';

/** Files that a command is there to change. */
const meantBy = (fix: string): readonly string[] => {
  if (fix.startsWith('git ')) return commandIn(fix).split(' ').slice(2);
  return fix.includes('rewrites that file') ? ['package-lock.json', 'yarn.lock'] : ['package-lock.json'];
};

/** With the registry and the certificates of this machine, which plain environments don't have. */
const online = ({ cwd, on }: Place): Place => ({
  cwd,
  on: { ...on, env: Object.assign({ ...process.env, npm_config_registry: registryUrl() }, on.env) },
});

const findingsOf = async (at: Place): Promise<Finding[]> => {
  const { code, stdout, stderr } = await tool(['onboard', '.', '--explain', '--json'], at);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return (JSON.parse(stdout) as { findings: Finding[] }).findings;
};

/** Runs each fix that is a command, in order, and looks again after each. */
async function followed(at: Place): Promise<string[]> {
  await sh('git init -q && git add -A && git commit -qm x', at);
  const done: string[] = [];
  let findings = await findingsOf(at);
  for (;;) {
    const next = findings.find(({ fix }) => commandIn(fix) !== '');
    if (next === undefined) return done;
    const command = commandIn(next.fix);
    const before = treeOf(at.cwd);
    await sh(command, online(at));
    const after = treeOf(at.cwd);
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (path) => before.get(path) !== after.get(path),
    );
    expect(changed.filter((path) => !meantBy(next.fix).includes(path))).toEqual([]);
    findings = await findingsOf(at);
    expect(
      findings.map(({ headline }) => headline),
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

describe('a fix of onboarding that is a command ends its finding and changes nothing else', () => {
  it('is in these fixtures', () => {
    expect(concerned.length).toBeGreaterThan(4);
  });

  it.each(concerned)('%s', async (name) => {
    const at = work();
    cpSync(join(fixtures, name, 'project'), at.cwd, { recursive: true });
    expect((await followed(at)).length).toBeGreaterThan(0);
  });

  it('for a lock without addresses, saying that versions may be raised', async () => {
    const at = work();
    place(at.cwd, withoutAddresses);
    const fix = (await findingsOf(at)).find(({ blocks }) => blocks)?.fix ?? '';
    expect(fix).toContain('may raise versions');
    expect(await followed(at)).toEqual([commandIn(fix)]);
    const { packages } = JSON.parse(readFileSync(join(at.cwd, 'package-lock.json'), 'utf8')) as Lock;
    expect(Object.keys(packages)).toEqual(['', 'node_modules/once', 'node_modules/wrappy']);
    for (const [path, { resolved }] of Object.entries(packages))
      if (path !== '') expect(resolved, path).toMatch(/^https?:\/\/.*\.tgz$/);
  });

  it('for a lock of the other name', async () => {
    const at = work();
    const { 'package-lock.json': lock, ...others } = withoutAddresses;
    place(at.cwd, { ...others, 'npm-shrinkwrap.json': lock });
    const [first] = await followed(at);
    expect(first).toBe('git mv npm-shrinkwrap.json package-lock.json');
  });
});

interface Lock {
  readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
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
