import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, place, plainTree, treeOf } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { machine } from '../support/programs.js';
import { run, runLine, shownCommand } from '../support/run.js';
import { expectedTree } from '../support/trees.js';

describe.each(catalog.templates)('the bin with --yes and the template $id', ({ id, options }) => {
  it('writes the whole repository, prints the next steps, and the command it shows writes nothing more', async () => {
    const cwd = freshFolder();
    const { env } = machine();
    const once = await run(['my-app', '--template', id, '--yes'], { cwd, env });
    expect(once).toMatchObject({ code: 0, stderr: '' });
    const written = await expectedTree(id);
    expect(treeOf(join(cwd, 'my-app'))).toEqual(written);
    expect(readdirSync(cwd)).toEqual(['my-app']);
    expect(once.stdout).toContain(`Wrote ${written.size} files`);
    for (const command of ['cd my-app', 'nix develop', 'nix run']) expect(once.stdout).toContain(`\n  ${command}\n`);
    expect(once.stdout).toMatch(/^ {2}git commit .* && heroku create my-app --manifest && git push heroku main$/m);

    const twice = await runLine(shownCommand(once.stdout), { cwd });
    expect(twice).toMatchObject({ code: 0, stderr: '' });
    expect(twice.stdout).toContain(`Nothing to write in ${join(cwd, 'my-app')}: all ${written.size} files`);
    expect(treeOf(join(cwd, 'my-app'))).toEqual(written);
  });

  it('writes what the flags select', async () => {
    const cwd = freshFolder('my-app');
    const given = {
      base: catalog.bases.at(-1)?.id ?? '',
      ci: catalog.cis.at(-1)?.id ?? '',
      title: 'It\'s `my` "$HOME"',
      options: Object.fromEntries(options.map(({ name, choices }) => [name, choices.at(-1) ?? ''])),
    };
    const { options: own, ...common } = given;
    const flags = Object.entries({ ...common, ...own }).map(([flag, value]) => `--${flag}=${value}`);
    expect(await run(['--template', id, ...flags, '--yes'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(cwd)).toEqual(await expectedTree(id, given));
  });
});

const [template = ''] = catalog.templates.map(({ id }) => id);
const yes = ['--template', template, '--yes'];

describe('the bin with --yes', () => {
  it('writes into the working directory if no other is given, and derives the app name from it', async () => {
    const cwd = freshFolder('Übersicht 2');
    const ran = await run(yes, { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(shownCommand(ran.stdout)).toContain('--name uebersicht-2 ');
    expect(ran.stdout).not.toMatch(/^ {2}cd /m);
    expect(treeOf(cwd).size).toBe((await expectedTree(template)).size);
  });

  it('creates missing parents of the directory', async () => {
    const cwd = freshFolder();
    expect(await run(['a/b/my-app', ...yes], { cwd })).toMatchObject({ code: 0 });
    expect(treeOf(join(cwd, 'a/b/my-app'))).toEqual(await expectedTree(template));
  });

  it("uses the first template if none is given, and keeps files that it doesn't know", async () => {
    const cwd = freshFolder('my-app');
    place(cwd, { 'notes/mine.txt': 'mine' });
    expect(await run(['-y'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(cwd)).toEqual(
      new Map([...(await expectedTree(template)), ...plainTree({ 'notes/mine.txt': 'mine' })]),
    );
  });
});

describe('the bin with --dry-run', () => {
  it('shows a tree with sizes and writes nothing, not even the directory', async () => {
    const cwd = freshFolder();
    const ran = await run(['my-app', ...yes, '--dry-run'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    for (const [path, text] of await expectedTree(template)) {
      const name = path.split('/').at(-1) ?? '';
      const size = Buffer.byteLength(text.slice(text.indexOf('\n') + 1));
      const shown = size < 1024 ? `${size} B` : `${(size / 1024).toFixed(size < 10_240 ? 1 : 0)} kB`;
      expect(ran.stdout.replace(/ +/g, ' ')).toContain(` ${name} ${shown} create\n`);
    }
    expect(ran.stdout).toContain('Nothing was written');
    expect(existsSync(join(cwd, 'my-app'))).toBe(false);
  });

  it("shows a diff of a file that differs and of no other, and doesn't change it", async () => {
    const cwd = freshFolder('my-app');
    place(cwd, { 'heroku.yml': 'build: mine\n' });
    const ran = await run([...yes, '--dry-run'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('--- a/heroku.yml\n+++ b/heroku.yml\n');
    expect(ran.stdout).toContain('\n-build: mine\n');
    expect(ran.stdout.match(/^--- /gm)).toHaveLength(1);
    expect(ran.stdout).toMatch(/^ {2}heroku\.yml +\S+ k?B {2}differs$/m);
    expect(treeOf(cwd)).toEqual(plainTree({ 'heroku.yml': 'build: mine\n' }));
  });
});

describe('files with the same name that differ', () => {
  const mine = { 'heroku.yml': 'build: mine\n', 'README.md': '# Mine\n' };

  it('are refused by --yes with the full list, and nothing is written', async () => {
    const cwd = freshFolder('my-app');
    place(cwd, mine);
    const ran = await run(yes, { cwd });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('2 files would be overwritten');
    for (const path of Object.keys(mine)) expect(ran.stderr).toContain(`\n    ${path}\n`);
    expect(ran.stderr).toMatch(/Fix: .*--force/);
    expect(treeOf(cwd)).toEqual(plainTree(mine));
  });

  it('are overwritten with --force', async () => {
    const cwd = freshFolder('my-app');
    place(cwd, mine);
    const ran = await run([...yes, '--force'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(cwd)).toEqual(await expectedTree(template));
  });
});
