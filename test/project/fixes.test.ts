import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultRegistry } from '../../generators/core/tools/npm-registry.js';
import { examinedAt, requirementsFrom } from '../support/examining.js';
import { freshFolder, temporaryFolder } from '../support/folders.js';
import { entry, npmProject } from '../support/npm-project.js';

/* What is printed as a fix is a command that a shell runs: afterwards the finding is gone, and the rest as it was. */

vi.setConfig({ testTimeout: 90_000 });

const integrity = 'sha512-aGFzaA==';
const versions = ['1.0.0', '1.1.0'];

/** A registry on this machine that has each package in two versions. */
const server = createServer((request, response) => {
  const name = decodeURIComponent((request.url ?? '/').slice(1));
  const all = versions.map((version) => {
    const tarball = `${defaultRegistry}${name}/-/${name}-${version}.tgz`;
    return [version, { name, version, dist: { tarball, integrity } }] as const;
  });
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ name, 'dist-tags': { latest: '1.1.0' }, versions: Object.fromEntries(all) }));
});

let environment: Record<string, string> = {};

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  environment = {
    PATH: process.env.PATH ?? '',
    HOME: freshFolder(),
    npm_config_registry: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    // The worst that a user may have set.
    npm_config_omit_lockfile_registry_resolved: 'true',
    npm_config_audit: 'false',
    npm_config_update_notifier: 'false',
  };
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What is missing to build, with the command that mends it. */
const missingAt = (folder: string): { headline: string; fix: string }[] =>
  requirementsFrom(examinedAt(folder, 'node')).flatMap(({ headline, kind, stage, state }) =>
    kind === 'lock' && stage === 'build' && state.is === 'missing' ? [{ headline, fix: state.fix ?? '' }] : [],
  );

const textsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
}
const packagesIn = (lock = ''): Record<string, Locked> =>
  (JSON.parse(lock) as { packages: Record<string, Locked> }).packages;

const ms = { 'node_modules/ms': entry('ms') };
const { 'package-lock.json': plainLock = '', ...unlocked } = npmProject(ms);
const yarn = '__metadata:\n  version: 8\n\n"ms@npm:^1.0.0":\n  version: 1.0.0\n';

const projects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no lock file': unlocked,
  "another tool's lock file": { ...unlocked, 'yarn.lock': yarn },
  'a lock file out of step': npmProject(ms, { dependencies: { ms: '^1.0.0', b: '^1.0.0' } }),
  'optional ones out of step': npmProject(ms, { optionalDependencies: { b: '^1.0.0' } }),
  'neither address nor hash': npmProject({ ...ms, 'node_modules/b': { version: '1.0.0' } }),
  'neither address nor hash in a shrinkwrap': {
    ...unlocked,
    'npm-shrinkwrap.json': npmProject({ 'node_modules/ms': { version: '1.0.0' } })['package-lock.json'] ?? '',
  },
  'no hash': npmProject({ ...ms, 'node_modules/b': entry('b', { integrity: undefined }) }),
  'lock version 1': {
    ...unlocked,
    'package-lock.json': JSON.stringify({ lockfileVersion: 1, dependencies: { ms: entry('ms') } }),
  },
  'a registry on this machine': {
    ...unlocked,
    'package-lock.json': plainLock.replaceAll(defaultRegistry, 'http://localhost:4873/'),
  },
};

describe('a printed fix', () => {
  it.each(Object.entries(projects))('mends: %s', async (_, files) => {
    const folder = temporaryFolder(files);
    const before = missingAt(folder);
    expect(before.length, JSON.stringify(before)).toBe(1);
    const options = { cwd: folder, env: environment, extendEnv: false, timeout: 30_000 } as const;
    await execa('git', ['init', '-q'], options);
    const command = (before[0]?.fix ?? '').replace(/^if [^:]+: /, '');
    await execa('sh', ['-c', command], options);

    expect(missingAt(folder)).toEqual([]);
    const now = textsIn(folder);
    const lock = 'npm-shrinkwrap.json' in files ? 'npm-shrinkwrap.json' : 'package-lock.json';
    const { [lock]: written, ...others } = now;
    const { [lock]: replaced, ...kept } = files;
    expect(others).toEqual(kept);
    // What was locked stays, with its address.
    const locked = packagesIn(written)['node_modules/ms'];
    expect(locked?.resolved).toMatch(/^https:.*\/ms\/-\/ms-1\.\d\.0\.tgz$/);
    if (replaced?.includes('sha512') === true) expect(locked?.version).toBe('1.0.0');
  });
});
