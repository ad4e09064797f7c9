import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../generators/core/catalog/paths.js';
import { declaredCommands } from '../../generators/core/commands/declared.js';
import { textAt } from '../support/folders.js';

it('README lists every command with its summary, and no other', () => {
  const readme = textAt(join(packageRoot, 'README.md'));
  const section = /^## Commands\n([^]*?)^## /m.exec(readme)?.[1] ?? '';
  const rows = [...section.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\|$/gm)].map(([, name, summary]) => [name, summary]);
  expect(rows).toEqual(Object.entries(declaredCommands()).map(([name, { summary }]) => [name, summary]));
});
