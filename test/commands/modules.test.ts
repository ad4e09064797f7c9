import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../support/folders.js';
import { run } from '../support/run.js';

const unbundled = join(import.meta.dirname, '../../dist/generators/heroku-nix.js');

/** The packages that a run loads modules from, before the program is bundled. */
async function packagesLoaded(...args: string[]): Promise<string[]> {
  const cwd = freshFolder();
  const hooks = join(freshFolder(), 'hooks.mjs');
  writeFileSync(
    hooks,
    `import { appendFileSync } from 'node:fs';
     export async function load(url, context, next) {
       appendFileSync(${JSON.stringify(`${hooks}.log`)}, url + '\\n');
       return next(url, context);
     }`,
  );
  const register = join(freshFolder(), 'register.mjs');
  const at = JSON.stringify(pathToFileURL(hooks).href);
  writeFileSync(register, `import { register } from 'node:module'; register(${at});`);
  const program = [process.execPath, '--import', register, unbundled] as const;
  expect(await run(args, { cwd, program })).toMatchObject({ code: 0 });
  const urls = readFileSync(`${hooks}.log`, 'utf8');
  return [...new Set([...urls.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)].map(([, name = '']) => name))].sort();
}

describe('the modules that a run loads', () => {
  it('are none of Yeoman, of prompts and of the gallery when it creates', async () => {
    const packages = await packagesLoaded('my-app', '--yes');
    expect(packages).toContain('ejs');
    expect(packages.filter((name) => /yeoman|inquirer|shiki|^open$|^smol-toml$|^mem-fs/.test(name))).toEqual([]);
  });

  it('are few when it tells about itself', async () => {
    for (const args of [['--version'], ['--help'], ['help', 'update']]) {
      const packages = await packagesLoaded(...args);
      expect(packages.filter((name) => /yeoman|inquirer|shiki|execa|valibot|ejs|prettier|semver/.test(name))).toEqual(
        [],
      );
    }
  });
});
