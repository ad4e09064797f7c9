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
  it.each(forms)('%j is told with its packages and what they need', (form) => {
    const root = temporaryFolder({ 'package.json': JSON.stringify(form), ...packages });
    expect(toldAt(root)).toEqual([
      "Workspaces aren't supported yet: packages/api (needs shared), packages/shared | onboard one package that has its own lock file: --root packages/api",
    ]);
  });

  it.each(forms)('%j above a package is told with the siblings that it needs', (form) => {
    const root = temporaryFolder({ 'package.json': JSON.stringify(form), ...packages });
    expect(toldAt(join(root, 'packages/api'))).toEqual([
      expect.stringMatching(
        /^shared is another package of this workspace, in packages\/shared, .*uninstall --workspaces=false shared$/,
      ),
      expect.stringMatching(/^There's no package-lock\.json.* npm install --workspaces=false --package-lock-only/),
    ]);
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
