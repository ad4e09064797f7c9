import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, Linter, type Linter as Lint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** What the project's rules about imports and syntax report for a text in a file, without those that need types. */
async function complaints(path: string, text: string): Promise<string[]> {
  const config = (await eslint.calculateConfigForFile(join(root, path))) as { rules: Lint.RulesRecord };
  const names = ['no-restricted-imports', 'no-restricted-syntax'];
  const rules = Object.fromEntries(Object.entries(config.rules).filter(([name]) => names.includes(name)));
  const parser = tseslint.parser as Lint.Parser;
  const found = new Linter().verify(text, [{ files: ['**/*.ts'], languageOptions: { parser }, rules }], 'a.ts');
  return found.map(({ ruleId, message }) => `${ruleId ?? 'broken'}: ${message}`);
}

const ways = [
  "import { execa } from 'execa';",
  "import * as all from 'node:child_process';",
  "import { spawn } from 'child_process';",
  "import cluster from 'node:cluster';",
  "import open from 'open';",
  "export { execa } from 'execa';",
  "await import('execa');",
  "await import('node:child_process');",
  "await import('open');",
  "require('child_process');",
  "process.getBuiltinModule('child_process');",
  "module.createRequire(here)('child_process');",
  "process.binding('spawn_sync');",
  "this.spawn('git', []);",
  'this.simpleGit;',
];

const places = [
  'generators/heroku-nix.ts',
  'generators/app/index.ts',
  ...readdirSync(join(root, 'generators/core'), { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? `generators/core/${entry.name}/new.ts` : `generators/core/${entry.name}`,
  ),
  'generators/core/gallery/new.ts',
  'generators/core/tools/git/stage.ts',
  'generators/core/tools/programs.ts',
];

describe('a process can be started', () => {
  it.each(places)('in no way from %s', async (path) => {
    for (const way of ways) expect(await complaints(path, way), way).toHaveLength(1);
    expect(await complaints(path, "import { Worker } from 'node:worker_threads';")).toEqual([]);
  });

  it("by git/run.ts, which starts git, and by the modules for a pager and a browser, which don't start git", async () => {
    expect(await complaints('generators/core/tools/git/run.ts', "import { execa } from 'execa'; execa('git')")).toEqual(
      [],
    );
    for (const name of ['pager', 'browser']) {
      const path = `generators/core/tools/${name}.ts`;
      expect(await complaints(path, "import { execa } from 'execa';")).toEqual([]);
      expect(await complaints(path, "execa('git', ['status']);")).toHaveLength(1);
    }
  });
});
