import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../support/folders.js';
import { sh, tool, type Place } from '../support/place.js';
import { machine } from '../support/programs.js';

async function repository(files: Readonly<Record<string, string>>, name = 'shop'): Promise<Place> {
  const cwd = freshFolder(name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const place = { cwd, on: machine() };
  await sh('git init -q -b main && git add -A && git commit -qm x', place);
  return place;
}

const node = (name?: string): string => JSON.stringify({ ...(name ? { name } : {}), scripts: { start: 'node a.js' } });
const app = (folder: string, name?: string) => ({ [`${folder}/package.json`]: node(name), [`${folder}/a.js`]: '' });

describe('the name of an app in a repository of many', () => {
  it.each([
    ['packages/api', 'orders', 'orders'],
    ['packages/api', '@acme/api', 'acme-api'],
    ['packages/api', 'api', 'shop-api'],
    ['backend', undefined, 'shop-backend'],
    ['src', undefined, 'shop-src'],
    ['services/orders', undefined, 'orders'],
    ['services/orders', 'server', 'shop-orders'],
  ])('in %s, package %s: %s', async (folder, own, name) => {
    const place = await repository(app(folder, own));
    const ran = await tool(['onboard', '--root', folder, '--yes', '--dry-run', '--json'], place);
    expect(JSON.parse(ran.stdout)).toMatchObject({ answers: { name } });
  });

  it("is the folder's at the root, unless it says nothing", async () => {
    for (const [folder, name] of [
      ['shop', 'shop'],
      ['app', 'orders'],
    ] as const) {
      const place = await repository({ 'package.json': node('orders'), 'a.js': '' }, folder);
      const ran = await tool(['onboard', '--yes', '--dry-run', '--json'], place);
      expect(JSON.parse(ran.stdout)).toMatchObject({ answers: { name } });
    }
  });
});

describe('a repository of many apps', () => {
  const folders = ['api', 'packages/a', 'packages/b', 'apps/x/server', 'a b'];
  const files = Object.assign({}, ...folders.map((folder) => app(folder))) as Record<string, string>;

  it('is told each of them with its command', async () => {
    const place = await repository(files);
    const ran = await tool(['onboard', '--yes'], place);
    expect(ran.code).toBe(1);
    for (const folder of folders)
      expect(ran.stderr).toContain(`onboard --root ${folder.includes(' ') ? `'${folder}'` : folder}  (`);
    const asked = await tool(['onboard', '--check', '--json'], place);
    const { detected } = JSON.parse(asked.stdout) as { detected: { parts: { path: string }[] } };
    expect(detected.parts.map(({ path }) => path).sort()).toEqual([...folders].sort());
  });

  it('is told them from the root also if a folder in between is given', async () => {
    const ran = await tool(['onboard', '--root', 'packages', '--yes'], await repository(files));
    expect(ran.stderr).toContain('onboard --root packages/a  (');
    expect(ran.stderr).not.toContain('--root packages --root');
  });
});
