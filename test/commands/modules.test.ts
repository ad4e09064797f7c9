import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../support/folders.js';
import { run } from '../support/run.js';

const unbundled = join(import.meta.dirname, '../../dist/generators/heroku-nix.js');

/** The packages whose modules a run loads, in the program before it is bundled. */
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
  it('include none of Yeoman, prompts or the gallery when it creates', async () => {
    const packages = await packagesLoaded('my-app', '--yes');
    expect(packages).toContain('ejs');
    expect(packages.filter((name) => /yeoman|inquirer|shiki|^open$|^smol-toml$|^mem-fs/.test(name))).toEqual([]);
  });

  it('are few for help and version', async () => {
    for (const args of [['--version'], ['--help'], ['help', 'update']]) {
      const packages = await packagesLoaded(...args);
      expect(packages.filter((name) => /yeoman|inquirer|shiki|execa|valibot|ejs|prettier|semver/.test(name))).toEqual(
        [],
      );
    }
  });
});
