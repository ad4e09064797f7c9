import { describe, expect, it } from 'vitest';
import { concluded } from '../../../generators/core/project/conclusions.js';
import { examinedAt } from '../../support/examining.js';
import { temporaryFolder } from '../../support/folders.js';
import { catalog } from '../../support/rendering.js';

const workspace = (manager: string): string =>
  temporaryFolder({
    'package.json': JSON.stringify({ packageManager: `${manager}@10.0.0`, workspaces: ['apps/*'], scripts: {} }),
    'apps/web/package.json': JSON.stringify({
      name: '@shop/web',
      scripts: { prestart: 'node a.js', start: 'node b.js', build: 'tsc' },
    }),
  });

/** What web and the build come to. */
function following(manager: string, web: string): string {
  const template = catalog.templates.find(({ id }) => id === 'node');
  if (!template) throw new Error('there is no such template');
  const examined = examinedAt(workspace(manager), 'node');
  const { project } = concluded(template, examined, { web }, { options: {} });
  return [project.builds, project.processes.web].filter(Boolean).join(' => ');
}

describe('a script of a package of the workspace', () => {
  it.each([
    ['npm', 'npm start --workspace=@shop/web'],
    ['npm', 'npm --workspace apps/web start'],
    ['npm', 'npm run start -w ./apps/web'],
    ['yarn', 'yarn workspace @shop/web start'],
    ['pnpm', 'pnpm --filter @shop/web start'],
    ['pnpm', 'pnpm -F apps/web run start'],
  ])('is found by name or folder: %s, %s', (manager, web) => {
    expect(following(manager, web)).toBe('cd apps/web && node a.js && node b.js');
  });

  it('is part of the build if its name says so', () => {
    expect(following('npm', 'npm run build -w @shop/web -- --force && npm start -w @shop/web')).toBe(
      'npm run build --prefix=apps/web -- --force => cd apps/web && node a.js && node b.js',
    );
  });

  it.each(['npm start --workspace=@shop/api', 'npm start -w ../web'])('that is not there stays as it is: %s', (web) => {
    expect(following('npm', web)).toBe(web);
  });
});
