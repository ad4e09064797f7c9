import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storedPath } from '../../generators/core/model/records.js';
import { commit, template } from '../support/earlier.js';
import { freshFolder, treeOf } from '../support/folders.js';
import { gitIn } from '../support/git.js';
import { run } from '../support/run.js';

/** A project in a folder that isn't a repository. */
function project(): string {
  const cwd = freshFolder('my-app');
  cpSync(join(import.meta.dirname, '../fixtures/onboard/python-requirements/project'), cwd, { recursive: true });
  return cwd;
}

describe('an onboarded project', () => {
  it('gets no repository in which git tracks only our files, because Nix would see no others', async () => {
    const cwd = project();
    const ran = await run(['onboard', '--yes'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(cwd, '.git'))).toBe(false);
    expect(ran.stdout).toMatch(/^ {2}git init -b main && git add -A && git commit /m);
  });

  it.each<[string, (cwd: string) => void]>([
    [
      'is gone',
      (cwd) => {
        rmSync(join(cwd, storedPath));
      },
    ],
    [
      "doesn't mention it",
      (cwd) => {
        writeFileSync(join(cwd, storedPath), '{}\n');
      },
    ],
  ])("isn't treated as a new app if its record %s", async (_, spoil) => {
    const cwd = project();
    await gitIn(cwd, 'init', '--quiet');
    expect(await run(['onboard', '--yes'], { cwd })).toMatchObject({ code: 0 });
    spoil(cwd);
    await commit(cwd);
    const before = treeOf(cwd);
    for (const args of [['update'], ['addon', 'redis']]) {
      const ran = await run(args, { cwd });
      expect(ran).toMatchObject({ code: 1, stdout: '' });
      expect(ran.stderr).toContain(`${storedPath} doesn't say how this project runs`);
      expect(treeOf(cwd)).toEqual(before);
    }
    expect(await run(['onboard', '--yes'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    await commit(cwd);
    expect(await run(['update'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe("what git couldn't stage", () => {
  it('is staged when the same command runs again', async () => {
    const cwd = freshFolder('my-app');
    expect(await run(['--template', template, '--yes', '--ci', 'none'], { cwd })).toMatchObject({ code: 0 });
    await commit(cwd);
    expect(await run(['update', '--ci', 'github'], { cwd })).toMatchObject({ code: 0 });
    // As if another git process had held the index.
    await gitIn(cwd, 'rm', '--quiet', '--cached', '.github/workflows/ci.yml');
    expect(await run(['update'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect((await gitIn(cwd, 'ls-files', '.github')).split('\n')).toContain('.github/workflows/ci.yml');
  });
});
