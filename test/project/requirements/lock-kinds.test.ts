import { afterEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../../generators/core/model/errors.js';
import { concluded } from '../../../generators/core/project/conclusions.js';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { catalog } from '../../support/rendering.js';
import { hash, manifest, msByYarn, pnpm, pnpm8, yarn, yarnHost, type Files } from '../../support/other-locks.js';

const toldOf = (files: Files): string[] =>
  requirementsFrom(examinedAt(temporaryFolder(files), 'node'))
    .filter(({ kind, state }) => ['lock', 'workspace', 'build'].includes(kind) && state.is !== 'met')
    .map(
      ({ headline, state, evidence: [place] }) =>
        `${headline} | ${('fix' in state ? state.fix : undefined) ?? ''} @${place?.path ?? ''}:${place?.line ?? 0}`,
    );

const concludedOf = (files: Files) => {
  const template = catalog.templates.find(({ id }) => id === 'node');
  if (!template) throw new Error('there is no such template');
  return concluded(template, examinedAt(temporaryFolder(files), 'node'), {}, { options: {} }).project;
};
const kindOf = (files: Files): string | undefined => concludedOf(files).lock;

const others = `
  '@b/c@1.0.0':
    resolution: {integrity: ${hash}}
    cpu: [x64]
    os: [linux]

  d@https://codeload.github.com/b/d/tar.gz/1234:
    resolution: {tarball: https://codeload.github.com/b/d/tar.gz/1234}
    version: 1.0.0
`;

describe("another tool's lock file, with which Nix can build", () => {
  const workspace = {
    'package.json': manifest({ workspaces: ['packages/*'], dependencies: { ms: '^2.1.3', b: '1.0.0' } }),
    'packages/b/package.json': '{"name":"b","version":"1.0.0"}',
  };
  const fine: Readonly<Record<string, readonly [string, Files]>> = {
    'of pnpm': ['pnpm', pnpm()],
    'of pnpm, with Windows line ends': [
      'pnpm',
      { ...pnpm(), 'pnpm-lock.yaml': (pnpm()['pnpm-lock.yaml'] ?? '').replaceAll('\n', '\r\n') },
    ],
    'of pnpm 8': ['pnpm', pnpm8()],
    'of pnpm 8, in a workspace': ['pnpm', pnpm({ version: '6.0' })],
    'of pnpm, in a workspace': [
      'pnpm',
      pnpm({}, { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n', 'packages/b/package.json': '{"name":"b"}' }),
    ],
    'of pnpm, beside one that is refused': [
      'pnpm',
      pnpm({}, { 'package.json': manifest({ packageManager: 'pnpm@10.1.0' }) }),
    ],
    'of Yarn': ['yarn', yarn()],
    'of Yarn, without integrity': ['yarn', yarn(`ms@^2.1.3:\n${msByYarn}`)],
    'of Yarn, with several ranges': ['yarn', yarn(`"b@1 || 2", ms@2.1.3, ms@^2.1.3:\n${msByYarn}`)],
    'of Yarn, in a workspace': ['yarn', yarn(undefined, workspace)],
  };
  it.each(Object.entries(fine))('%s', (_, [kind, files]) => {
    expect(toldOf(files)).toEqual([]);
    expect(kindOf(files)).toBe(kind);
  });

  it("gives way to npm's, unless the project names its tool", () => {
    const both = { ...pnpm(), 'package-lock.json': '{"lockfileVersion":3,"packages":{"":{}}}' };
    expect(kindOf(both)).toBeUndefined();
    expect(kindOf({ ...both, 'package.json': manifest({ packageManager: 'pnpm@10.1.0' }) })).toBe('pnpm');
  });
});

describe('a fix for a project with the lock file of another tool', () => {
  it.each([
    ['pnpm', pnpm, 'pnpm add --save-prod serve'],
    ['yarn', yarn, 'yarn add serve'],
  ])('has commands of %s', (_, locked, fix) => {
    const files = { ...locked(), 'package.json': manifest({ scripts: { start: 'serve build' } }) };
    const all = requirementsFrom(examinedAt(temporaryFolder(files), 'node'));
    expect(all.flatMap(({ state }) => ('fix' in state ? [state.fix] : []))).toContain(fix);
  });
});

describe("the user's registry", () => {
  const registryIn = (files: Files): string | undefined => concludedOf(files).registry;
  const entry = (more: object = {}): object => ({
    version: '2.1.3',
    resolved: 'https://npm.example.com/ms/-/ms-2.1.3.tgz',
    integrity: hash,
    ...more,
  });
  const npm = (packages: object): Files => ({
    'package.json': manifest(),
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } }),
  });
  const bare = entry({ resolved: undefined });
  afterEach(() => vi.unstubAllEnvs());

  it('goes along with a lock file that names none, without a login', () => {
    vi.stubEnv('npm_config_registry', 'https://someone:secret@npm.example.com/all');
    const expected = 'https://npm.example.com/all/';
    expect(registryIn(pnpm())).toBe(expected);
    expect(registryIn(npm({ 'node_modules/ms': bare }))).toBe(expected);
    expect(registryIn(npm({ 'node_modules/ms': bare, 'node_modules/@b/c': entry() }))).toBe(expected);
  });

  it('is not asked for otherwise, even if it is not usable', () => {
    vi.stubEnv('npm_config_registry', '${UNSET}');
    expect(registryIn(yarn())).toBeUndefined();
    expect(registryIn(npm({}))).toBeUndefined();
    expect(registryIn(npm({ 'node_modules/ms': entry(), 'node_modules/b': bare }))).toBeUndefined();
    expect(() => registryIn(pnpm())).toThrow(UserError);
  });
});

describe("another tool's lock file, with which it cannot", () => {
  const npmrc = { '.npmrc': '@acme:registry=https://npm.acme.example/\n' };
  const faults: readonly (readonly [string, Files, string])[] = [
    [
      'an older pnpm',
      pnpm({ version: '5.4' }),
      'npx pnpm@8 install --lockfile-only && git add pnpm-lock.yaml @pnpm-lock.yaml:1',
    ],
    ['a range that differs, in pnpm 8', pnpm8('', '^2.0.0'), 'pnpm-lock.yaml is out of step with package.json: ms'],
    [
      'Git, in pnpm 8',
      pnpm8(`
  github.com/b/d/1234:
    resolution: {tarball: https://codeload.github.com/b/d/tar.gz/1234}
    name: d
    version: 1.0.0
`),
      'github.com/b/d/1234 comes from Git and has no hash in pnpm-lock.yaml',
    ],
    [
      'a script that downloads, in pnpm 8',
      pnpm8(`\n  /puppeteer@1.0.0:\n    resolution: {integrity: ${hash}}\n    requiresBuild: true\n`),
      "puppeteer downloads a program when it's installed",
    ],
    ['a range that differs', pnpm({ asked: '^2.0.0' }), 'pnpm-lock.yaml is out of step with package.json: ms'],
    [
      'a package that is gone',
      pnpm({}, { 'package.json': manifest({ dependencies: {} }) }),
      'pnpm-lock.yaml is out of step with package.json: ms',
    ],
    ['Git, in pnpm', pnpm({ more: others }), 'd comes from Git and has no hash in pnpm-lock.yaml'],
    ['Git, in pnpm, with its line', pnpm({ more: others }), '@pnpm-lock.yaml:24'],
    ['a folder, in pnpm', pnpm({ resolution: 'directory: lib, type: directory' }), 'comes from a file of the project'],
    [
      'no hash, in pnpm',
      pnpm({ resolution: '' }),
      'has neither address nor hash for ms | pnpm install --lockfile-only',
    ],
    ['a login, in pnpm', pnpm({}, npmrc), ".npmrc has a registry for @acme, and pnpm-lock.yaml doesn't say"],
    [
      'a script that downloads, which pnpm is allowed to run',
      pnpm(
        { more: `\n  puppeteer@1.0.0:\n    resolution: {integrity: ${hash}}\n` },
        { 'pnpm-workspace.yaml': 'onlyBuiltDependencies:\n  - puppeteer\n' },
      ),
      "puppeteer downloads a program when it's installed",
    ],
    ['Yarn 2', { ...yarn(), 'yarn.lock': '__metadata:\n  version: 8\n' }, "yarn.lock isn't Yarn 1's"],
    ['a range that is not there', yarn(`ms@^2.0.0:\n${msByYarn}`), 'yarn.lock is out of step with package.json: ms'],
    [
      'Git, in Yarn',
      yarn(
        `ms@^2.1.3:\n${msByYarn}\n"b@a/b#1":\n  version "1.0.0"\n  resolved "https://codeload.github.com/a/b/tar.gz/1"\n`,
      ),
      'b comes from Git and has no hash in yarn.lock, so the build',
    ],
    ['a folder, in Yarn', yarn(`"ms@^2.1.3":\n  version "1.0.0"\n`), 'ms comes from a file of the project'],
    [
      'no hash, in Yarn',
      yarn(`ms@^2.1.3:\n  version "2.1.3"\n  resolved "https://${yarnHost}/ms/-/ms-2.1.3.tgz"\n`),
      'yarn.lock has no hash for ms',
    ],
    [
      'a script that downloads, in Yarn',
      yarn(`ms@^2.1.3:\n${msByYarn}\npuppeteer@1:\n${msByYarn}`),
      "puppeteer downloads a program when it's installed",
    ],
  ];
  it.each(faults)('%s', (_, files, expected) => {
    const told = toldOf(files);
    expect(told.filter((each) => each.includes(expected)).length, told.join('\n')).toBe(1);
    expect(told.length, told.join('\n')).toBe(1);
  });
});
