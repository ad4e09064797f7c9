import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalog } from '../../generators/core/catalog/load.js';
import { packageRoot } from '../../generators/core/catalog/paths.js';
import { declaredCommands } from '../../generators/core/commands/declared.js';
import { textAt } from '../support/folders.js';

it('README lists every command with its summary, and no other', () => {
  const readme = textAt(join(packageRoot, 'README.md'));
  const section = /^## Commands\n([^]*?)^## /m.exec(readme)?.[1] ?? '';
  const rows = [...section.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\|$/gm)].map(([, name, summary]) => [name, summary]);
  expect(rows).toEqual(Object.entries(declaredCommands()).map(([name, { summary }]) => [name, summary]));
});

it('README lists the values of the answers that every template asks for', () => {
  const readme = textAt(join(packageRoot, 'README.md'));
  const { templates, bases, cis, licenses, addons } = loadCatalog();
  const line = (flag: string): string => new RegExp(`^  --${flag} <.*$`, 'm').exec(readme)?.[0] ?? '';
  const ids = (things: readonly { readonly id: string }[]): string[] => things.map(({ id }) => id);
  expect(line('template')).toContain(ids(templates).join(' | '));
  expect(line('base')).toContain(ids(bases).join(' | '));
  expect(line('ci')).toContain(ids(cis).join(' | '));
  expect(line('license')).toContain(ids(licenses).join(' | '));
  expect(line('addons')).toContain(ids(addons).join(','));
});
