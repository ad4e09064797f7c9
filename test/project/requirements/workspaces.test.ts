import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examinedAt, requirementsFrom } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';

const manifest = (name: string, needs: readonly string[] = []) =>
  JSON.stringify({
    name,
    scripts: { start: 'node a.js' },
    dependencies: Object.fromEntries(needs.map((each) => [each, '*'])),
  });

const packages = {
  'packages/api/package.json': manifest('api', ['shared', 'ms']),
  'packages/shared/package.json': manifest('shared'),
};

/** A lock file of the workspace. @param own entries in place of others */
const locked = (own: Readonly<Record<string, object | undefined>> = {}): string => {
  const address = ['https:/', ['registry', 'npmjs', 'org'].join('.'), 'ms/-/ms-2.1.3.tgz'].join('/');
  const entries = {
    '': {},
    'node_modules/api': { resolved: 'packages/api', link: true },
    'node_modules/ms': { version: '2.1.3', resolved: address, integrity: 'sha512-x' },
    'node_modules/shared': { resolved: 'packages/shared', link: true },
    'packages/api': { dependencies: { shared: '*', ms: '*' } },
    'packages/shared': {},
  };
  return JSON.stringify({ lockfileVersion: 3, packages: { ...entries, ...own } });
};

/** What is said about workspaces and lock files. */
const toldAt = (folder: string, template = 'node'): string[] =>
  requirementsFrom(examinedAt(folder, template))
    .filter(({ kind, state }) => ['workspace', 'lock'].includes(kind) && state.is !== 'met')
    .map(({ headline, state }) => `${headline} | ${state.is === 'missing' ? (state.fix ?? '') : ''}`);

const forms = [
  { workspaces: ['packages/*'] },
  { workspaces: { packages: ['./packages/*/'] } },
  { workspaces: ['packages/api', 'packages/shared'] },
];

describe('a workspace', () => {
  it.each(forms)('%j needs a lock file for what its packages need', (form) => {
    const root = temporaryFolder({ 'package.json': JSON.stringify(form), ...packages });
    expect(toldAt(root)).toEqual([
      expect.stringMatching(/^There's no package-lock\.json .* npm install --package-lock-only/),
    ]);
  });

  it.each(forms)('%j is ready with a lock file that has its packages', (form) => {
    const root = temporaryFolder({ 'package.json': JSON.stringify(form), 'package-lock.json': locked(), ...packages });
    expect(toldAt(root)).toEqual([]);
  });

  it.each([
    [{ own: { 'packages/api': undefined } }, 'package-lock.json is out of step with packages/api/package.json: api | '],
    [{ own: { 'packages/api': { dependencies: { shared: '*' } } } }, 'packages/api/package.json: ms | '],
    [{ own: { 'node_modules/ms': undefined } }, 'packages/api/package.json: ms | '],
    [{ own: { 'node_modules/shared': { resolved: '../shared', link: true } } }, 'shared is linked to ../shared in'],
  ])('is told what its lock file lacks: %j', ({ own }, expected) => {
    const files = { 'package.json': JSON.stringify(forms[0]), 'package-lock.json': locked(own), ...packages };
    expect(toldAt(temporaryFolder(files))).toEqual([expect.stringContaining(expected)]);
  });

  it.each(forms)('%j above a package is told with the siblings that it needs', (form) => {
    const root = temporaryFolder({ 'package.json': JSON.stringify(form), ...packages });
    expect(toldAt(join(root, 'packages/api'))).toEqual([
      "packages/api needs other packages of its workspace, which are outside it: shared (packages/shared) | onboard the workspace as a whole, in ../.., with --web 'npm start --workspace=packages/api'",
    ]);
  });

  it('without a package says nothing of folders that it takes out', () => {
    const form = { workspaces: ['packages/*', '!packages/api'] };
    const root = temporaryFolder({
      'package.json': JSON.stringify(form),
      'package-lock.json': locked({ 'packages/api': undefined }),
      ...packages,
    });
    expect(toldAt(root)).toEqual([]);
    expect(toldAt(join(root, 'packages/api'))).toEqual([expect.stringMatching(/^There's no package-lock\.json/)]);
  });

  it('above a package is none if that package is not in it, or in a repository of its own', () => {
    const other = { 'package.json': '{"workspaces":["apps/*"]}', ...packages };
    const own = { 'package.json': '{"workspaces":["packages/*"]}', 'packages/api/.git/HEAD': '', ...packages };
    for (const files of [other, own])
      expect(toldAt(join(temporaryFolder(files), 'packages/api'))).toEqual([
        expect.stringMatching(/^There's no package-lock\.json.* npm install --package-lock-only/),
      ]);
  });

  it.each([
    ['members = ["backend", "packages/*"]', ['--root backend', '--root packages/<its folder>']],
    ['members = ["the api"]', ["--root 'the api'"]],
    ['members = ["backend"]\n[project]\nname = "app"\ndependencies = ["flask"]', []],
  ])("of Python's without a project of its own is told: %s", (members, roots) => {
    const root = temporaryFolder({
      'pyproject.toml': `[tool.uv.workspace]\n${members}\n`,
      'backend/app/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    });
    expect(toldAt(root, 'flask').map((each) => each.replace(/^.*(--root )/, '$1'))).toEqual(roots);
  });
});
