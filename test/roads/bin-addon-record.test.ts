import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { offeredBy } from '../../generators/core/answers/addons.js';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import { storedPath } from '../../generators/core/model/records.js';
import { commit } from '../support/earlier.js';
import { freshFolder, textAt, treeOf } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { run } from '../support/run.js';

type Own = Record<string, unknown>;

const spoilt: readonly (readonly [string, (own: Own) => Own])[] = [
  ['does not name the add-ons', (own) => ({ ...own, addons: undefined })],
  ['names none', (own) => ({ ...own, addons: [] })],
  ['names one that does not exist as well', (own) => ({ ...own, addons: [...(own.addons as string[]), 'mongo'] })],
  ['has a text in their place', (own) => ({ ...own, addons: 'redis' })],
  ['has everything else wrong, too', (own) => ({ ...own, addons: 7, options: 7, base: 7, ci: 'github' })],
];

describe.each(catalog.templates)('an app created from the template $id with every add-on', (template) => {
  const addons = offeredBy(catalog, template).map(({ id }) => id);

  it('keeps them if its record was edited, reports that, and removes them by name', async () => {
    const cwd = freshFolder('my-app');
    await run(['--template', template.id, '--yes', '--addons', addons.join()], { cwd });
    await commit(cwd);
    const whole = treeOf(cwd);
    const record = JSON.parse(textAt(cwd, storedPath)) as Record<string, Own>;
    for (const [what, spoil] of spoilt) {
      const own = spoil(record[ownPackage.name] ?? {});
      writeFileSync(join(cwd, storedPath), JSON.stringify({ [ownPackage.name]: own }));
      await commit(cwd);
      const ran = await run(['update', '--yes'], { cwd });
      expect(ran, what).toMatchObject({ code: 0, stderr: '' });
      for (const id of addons) expect(ran.stdout, what).toContain(`does not name the add-on ${id}`);
      expect(treeOf(cwd), what).toEqual(whole);
    }
    rmSync(join(cwd, storedPath));
    await commit(cwd);
    expect(await run(['update', '--yes'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(cwd)).toEqual(whole);
    await commit(cwd);
    expect(await run(['addon', ...addons, '--remove'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(cwd).has('nix/services.nix')).toBe(false);
  });
});
