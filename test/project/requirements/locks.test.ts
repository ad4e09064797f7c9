import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { entry, npmProject } from '../../support/npm-project.js';

type Files = Readonly<Record<string, string>>;

/** What is said about the lock file and the settings: a word for the state, the headline, and the place. */
const toldOf = (files: Files): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files), 'node'))
    .filter(({ kind }) => ['lock', 'settings', 'manifest'].includes(kind))
    .map(
      ({ state, headline, evidence: [place] }) => `${state.is}: ${headline} @${place?.path ?? ''}:${place?.line ?? 0}`,
    );

const unmet = (files: Files): string[] => toldOf(files).filter((each) => !each.startsWith('met: '));

const build = { scripts: { start: 'node a.js', build: 'true' } };
const ms = { 'node_modules/ms': entry('ms') };
const tsc = { 'node_modules/typescript': entry('typescript', { dev: true }) };

describe('a lock file with which Nix can build', () => {
  const fine: Readonly<Record<string, Files>> = {
    plain: npmProject(ms),
    'nothing to install': npmProject({}),
    'nothing to install, and no lock file': npmProject({}, {}, { 'package-lock.json': null }),
    'a package in another': npmProject({ ...ms, 'node_modules/ms/node_modules/b': entry('b') }),
    'a bundled package': npmProject({ ...ms, 'node_modules/ms/node_modules/b': { version: '1.0.0', inBundle: true } }),
    'an alias': npmProject({ 'node_modules/other': entry('ms', { name: 'ms' }) }),
    'an address left out': npmProject({ ...ms, 'node_modules/b': entry('b', { resolved: undefined }) }),
    'no address at all': npmProject({ 'node_modules/ms': entry('ms', { resolved: undefined }) }),
    'a tarball by its address': npmProject({
      'node_modules/ms': entry('ms', { dependencies: { x: 'https://cdn.example.com/x-1.tgz' } }),
      'node_modules/ms/node_modules/x': entry('x', { resolved: 'https://cdn.example.com/x-1.tgz' }),
    }),
    'an open scope': npmProject({
      'node_modules/@jsr/a__b': entry('@jsr/a__b', { resolved: 'https://npm.example.com/1.tgz' }),
    }),
    'Git for development only': npmProject({
      'node_modules/b': entry('b', { dev: true, resolved: 'git+ssh://git@a.b/c.git#1' }),
    }),
    'overrides of a direct dependency': npmProject(ms, { overrides: { ms: '^1.0.0' } }),
    'native modules': npmProject({ 'node_modules/bcrypt': entry('bcrypt', { hasInstallScript: true }) }),
  };
  it.each(Object.entries(fine))('%s', (_, files) => {
    expect(unmet(files)).toEqual([]);
  });

  it('is npm-shrinkwrap.json, if that is there', () => {
    const { 'package-lock.json': lock = '', ...files } = npmProject(ms);
    expect(toldOf({ ...files, 'npm-shrinkwrap.json': lock })).toEqual([
      'met: npm-shrinkwrap.json says where to get its one package and which hash each has @npm-shrinkwrap.json:1',
    ]);
    expect(unmet({ ...files, 'npm-shrinkwrap.json': lock, 'package-lock.json': '{"packages":{}}' })).toEqual([]);
  });
});

describe('a lock file with which it cannot', () => {
  const faults: readonly (readonly [string, Files, string])[] = [
    [
      'ssh',
      npmProject({
        'node_modules/ids': entry('ids', { resolved: 'git+ssh://git@a.b/ids.git#1', integrity: undefined }),
      }),
      "missing: ids comes from Git and has no hash in package-lock.json, so the build can't fetch it @package-lock.json:10",
    ],
    ['git:', npmProject({ 'node_modules/b': entry('b', { resolved: 'git://a.b/c.git#1' }) }), 'b comes from Git'],
    ['https', npmProject({ 'node_modules/b': entry('b', { resolved: 'git+https://a.b/c#1' }) }), 'b comes from Git'],
    [
      'Git, for a build',
      npmProject({ 'node_modules/b': entry('b', { dev: true, resolved: 'git+ssh://git@a.b/c.git#1' }) }, build),
      'b comes from Git',
    ],
    [
      'a linked folder',
      npmProject({ 'node_modules/foo': { resolved: 'libs/foo', link: true }, 'libs/foo': { version: '1.0.0' } }),
      "missing: foo is linked to libs/foo in package-lock.json, which isn't a package of this repository @package-lock.json:10",
    ],
    [
      'a file',
      npmProject({ 'node_modules/b': entry('b', { resolved: 'file:b-1.0.0.tgz' }) }),
      'b comes from a file of the project',
    ],
    ['ftp', npmProject({ 'node_modules/b': entry('b', { resolved: 'ftp://a.b/c.tgz' }) }), "that Nix can't fetch"],
    [
      'neither address nor hash',
      npmProject({ ...ms, 'node_modules/b': { version: '1.0.0' } }),
      'missing: package-lock.json has neither address nor hash for b @package-lock.json:16',
    ],
    ['no hash', npmProject({ 'node_modules/ms': entry('ms', { integrity: undefined }) }), 'has no hash for ms'],
    [
      'a package that downloads',
      npmProject({ 'node_modules/puppeteer': entry('puppeteer', { hasInstallScript: true }) }),
      "missing: puppeteer downloads a program when it's installed",
    ],
    [
      'a script that nobody knows',
      npmProject({ 'node_modules/b': entry('b', { hasInstallScript: true }) }),
      'unknown: Not sure what b does when installed',
    ],
    ['none', npmProject(ms, {}, { 'package-lock.json': null }), "There's no package-lock.json"],
    ['none, for development', npmProject(tsc, build, { 'package-lock.json': null }), "There's no package-lock.json"],
    [
      "another tool's",
      npmProject(tsc, build, { 'package-lock.json': null, 'yarn.lock': '' }),
      "missing: yarn.lock isn't Yarn 1's, and newer ones have no hash of what Nix would download @yarn.lock:1",
    ],
  ];
  it.each(faults)('%s', (_, files, expected) => {
    const told = unmet(files).filter((each) => each.includes(expected));
    expect(told.length, unmet(files).join('\n')).toBe(1);
  });

  const lists = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
  it.each(lists)('%s that differ', (list) => {
    const behind = 'missing: package-lock.json is out of step with package.json: b';
    expect(unmet(npmProject(ms, { [list]: { ms: '^1.0.0', b: '2' } }))[0]).toContain(behind.slice(0, 60));
    expect(unmet(npmProject(ms, { [list]: { ms: '^1.0.0', b: '2' } })).length).toBe(1);
  });

  it('a declared package without an entry', () => {
    const lock = JSON.stringify({ lockfileVersion: 3, packages: { '': { dependencies: { ms: '^1.0.0' } } } });
    expect(unmet(npmProject(ms, {}, { 'package-lock.json': lock }))[0]).toMatch(/out of step with package\.json: ms @/);
  });

  it("nothing follows from a package.json that can't be read", () => {
    const told = unmet(npmProject(ms, {}, { 'package.json': '{"dependencies":{"b":"1"},}' }));
    expect(
      told.filter((each) => !each.includes('package.json was not read') && !each.includes('package.json:')),
    ).toEqual([]);
    expect(told.some((each) => each.includes('out of step') || each.includes("There's no"))).toBe(false);
  });
});

describe('settings of npm', () => {
  const met = (npmrc: string): string[] =>
    toldOf(npmProject(ms, {}, { '.npmrc': npmrc })).filter((each) => each.includes('.npmrc'));
  it.each(['legacy-peer-deps=true', '  legacy-peer-deps = "true"\r', 'a=b\nlegacy-peer-deps'])(
    '%j goes along',
    (npmrc) => {
      expect(met(npmrc)).toEqual([
        expect.stringMatching(/^met: Nix installs with legacy-peer-deps=true, too @\.npmrc:/),
      ]);
    },
  );
  it.each(['legacy-peer-deps=false', ';legacy-peer-deps=true', 'audit=false'])('%j changes nothing', (npmrc) => {
    expect(met(npmrc)).toEqual([]);
  });
});
