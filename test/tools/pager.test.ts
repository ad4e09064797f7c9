import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, pager } from '../../generators/core/tools/pager.js';
import { freshFolder } from '../support/folders.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A folder of programs, each of which creates a file next to it. */
function bin(name: string, ...programs: readonly string[]): string {
  const folder = join(freshFolder(), name);
  mkdirSync(folder, { recursive: true });
  for (const each of programs)
    writeFileSync(join(folder, each), `#!/bin/sh\ntouch '${folder}/ran'\ncat > /dev/null\n`, { mode: 0o755 });
  return folder;
}

describe('a pager', () => {
  it("is the user's choice, or one that is installed, or none", () => {
    const own = bin('own', 'more');
    expect(pager({ PAGER: ' most -s ' })).toEqual({ kind: 'own', line: 'most -s' });
    expect(pager({ PAGER: ' ' })).toBeUndefined();
    expect(pager({ PATH: own })).toEqual({ kind: 'found', path: join(own, 'more') });
    expect(pager({ PATH: freshFolder() })).toBeUndefined();
  });

  it("isn't one from a repository, even if the user names it", async () => {
    const [brought, own] = [bin('node_modules/.bin', 'less', 'more'), bin('own', 'less')];
    vi.stubEnv('PATH', [brought, own, process.env.PATH].join(delimiter));
    for (const PAGER of [undefined, 'less', 'less -R']) {
      const found = pager({ PATH: process.env.PATH, ...(PAGER === undefined ? {} : { PAGER }) });
      expect(found && (await page(found, 'text'))).toBe(true);
    }
    expect([brought, own].map((folder) => existsSync(join(folder, 'ran')))).toEqual([false, true]);
  });
});
