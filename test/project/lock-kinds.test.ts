import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textLockOf } from '../../generators/core/project/lock-kinds.js';
import { examinedAt } from '../support/examining.js';
import { catalog } from '../support/rendering.js';

const fixtures = join(import.meta.dirname, '../fixtures/locks');

/** The lock file of a fixture, which is called after the tool that wrote it and its version. */
function lockIn(name: string) {
  const { context } = examinedAt(join(fixtures, name), 'node');
  const rules = catalog.templates.find(({ id }) => id === 'node')?.detect.lock;
  const kind = rules?.kinds.find(({ id }) => name.startsWith(`${id}-`));
  if (!rules || !kind) throw new Error(`nothing reads the lock file of ${name}`);
  return textLockOf(context, rules, kind);
}

describe('the lock file of a real project', () => {
  // What the tools themselves installed from it, for all platforms.
  it.each(readdirSync(fixtures))('lists the packages that are installed: %s', (name) => {
    const { entries } = lockIn(name);
    const installed = readFileSync(join(fixtures, name, 'installed.txt'), 'utf8')
      .trim()
      .split('\n');
    expect([...new Set(entries.map(({ name, version }) => `${name}@${version}`))].sort()).toEqual(installed);
    expect(entries.filter(({ hash }) => hash === '')).toEqual([]);
  });
});
