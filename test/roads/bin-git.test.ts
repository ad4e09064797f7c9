import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { freshFolder, place, textAt, treeOf } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { environmentOf, run } from '../support/run.js';

const [template = ''] = catalog.templates.map(({ id }) => id);
const yes = ['--template', template, '--yes'];

/** What git prints in a folder, without the last newline. */
async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execa('git', args, { cwd, env: environmentOf({}), extendEnv: false, timeout: 10_000 });
  return stdout;
}

const staged = async (cwd: string): Promise<string[]> => (await git(cwd, 'ls-files', '--', '.')).split('\n').sort();

async function repository(branch = 'main'): Promise<string> {
  const folder = freshFolder('repository');
  await git(folder, 'init', '--quiet', '-b', branch);
  return folder;
}

describe('git, after the bin wrote a repository', () => {
  it("is on main with everything staged and nothing committed, whatever the user's default branch is", async () => {
    const [cwd, HOME] = [freshFolder('my-app'), freshFolder('home')];
    place(HOME, { '.gitconfig': '[init]\n  defaultBranch = trunk\n' });
    const ran = await run(yes, { cwd, env: { HOME } });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('Initialized a git repository and staged everything. You make the first commit.');
    expect(await git(cwd, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(await staged(cwd)).toEqual([...treeOf(cwd).keys()]);
    expect(await git(cwd, 'status', '--porcelain')).not.toMatch(/^(?!A {2})/m);
    expect(await git(cwd, 'for-each-ref')).toBe('');
  });

  it('is the repository around the folder, if there is one, with only our files staged', async () => {
    const outer = await repository('trunk');
    place(outer, { 'mine.txt': 'mine', 'my-app/mine.txt': 'mine' });
    const ran = await run(['my-app', ...yes], { cwd: outer });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('\nStaged the files. You make the commit.\n');
    // Heroku looks for heroku.yml at the root of what is pushed.
    expect(ran.stdout).toMatch(
      /git -C "\$\(git rev-parse --show-toplevel\)" subtree push --prefix my-app heroku main$/m,
    );
    expect(existsSync(join(outer, 'my-app/.git'))).toBe(false);
    const ours = [...treeOf(join(outer, 'my-app')).keys()].filter((path) => path !== 'mine.txt');
    const workflows = ['ci', 'update'].map((name) => `.github/workflows/${name}-my-app.yml`);
    expect(await staged(outer)).toEqual([...workflows, ...ours.map((path) => `my-app/${path}`)]);
  });

  it('is pushed to the branch that Heroku builds, whatever branch is checked out', async () => {
    const cwd = await repository('trunk');
    const ran = await run([...yes, '--name', 'my-app'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/git push heroku HEAD:main$/m);
  });

  it("isn't used with --skip-git, and the last lines explain what that means", async () => {
    const cwd = freshFolder('my-app');
    const ran = await run([...yes, '--skip-git'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(cwd, '.git'))).toBe(false);
    expect(ran.stdout).toContain('run git add before nix');
    expect(ran.stdout).toMatch(/^ {2}git init -b main && git add -A && git commit /m);
  });

  it("is reported as missing, without an error, if it isn't installed", async () => {
    const cwd = freshFolder('my-app');
    const ran = await run(yes, { cwd, env: { PATH: freshFolder('empty') } });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain("Git isn't installed: https://");
    expect(existsSync(join(cwd, 'flake.nix'))).toBe(true);
  });

  it("isn't confused by another repository's variables, such as those set by a git hook", async () => {
    const [cwd, other] = [freshFolder('my-app'), await repository()];
    const foreign = { GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other, GIT_INDEX_FILE: join(other, '.git/index') };
    const ran = await run(yes, { cwd, env: { ...foreign, GIT_PREFIX: 'x/' } });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(await staged(cwd)).toEqual([...treeOf(cwd).keys()]);
    expect(await staged(other)).toEqual(['']);
  });
});

describe("if git can't stage", () => {
  it('because another git process is running, the bin exits with 75, and with 0 once that is over', async () => {
    const cwd = await repository();
    writeFileSync(join(cwd, '.git/index.lock'), '');
    const held = await run(yes, { cwd });
    expect(held.code).toBe(75);
    expect(`${held.stdout}${held.stderr}`).toContain('index.lock');
    expect(existsSync(join(cwd, 'flake.nix'))).toBe(true);
    expect(textAt(cwd, '.git/index.lock')).toBe('');
    rmSync(join(cwd, '.git/index.lock'));
    expect(await run(yes, { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(await staged(cwd)).toEqual([...treeOf(cwd).keys()]);
  });

  it("a file that the user's global gitignore excludes, the others are staged and that one is named", async () => {
    const [cwd, HOME] = [freshFolder('my-app'), freshFolder('home')];
    place(HOME, { '.config/git/ignore': '.envrc\n' });
    const ran = await run(yes, { cwd, env: { HOME } });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('.envrc');
    expect(await staged(cwd)).toEqual([...treeOf(cwd).keys()].filter((path) => path !== '.envrc'));
  });

  it.skipIf(process.getuid?.() !== 0)(
    "in another user's repository, the bin creates no second one inside",
    async () => {
      const outer = await repository();
      for (const path of ['.', '.git']) chownSync(join(outer, path), 65_534, 65_534);
      mkdirSync(join(outer, 'my-app'));
      const ran = await run(['my-app', ...yes], { cwd: outer });
      expect(ran.code).toBe(0);
      expect(ran.stdout).toContain('dubious ownership');
      expect(existsSync(join(outer, 'my-app/flake.nix'))).toBe(true);
      expect(existsSync(join(outer, 'my-app/.git'))).toBe(false);
    },
  );
});
