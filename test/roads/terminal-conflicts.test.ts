import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readLock } from '../../generators/core/plan/lock.js';
import { lockPath, records } from '../../generators/core/model/records.js';
import { freshFolder, place, plainTree, textAt, treeOf } from '../support/folders.js';
import { answersFor, catalog, renderFor, textOf } from '../support/rendering.js';
import { bin } from '../support/run.js';
import { keys, openTerminal } from '../support/terminal.js';

const [template = ''] = catalog.templates.map(({ id }) => id);
const { options, ...values } = answersFor(template);
/** With these, only conflicting files are left to ask about. */
const everything = Object.entries({ ...values, ...options }).map(([flag, value]) => `--${flag}=${String(value)}`);

const mine = { 'README.md': '# Mine\n', 'app.json': '{ "mine": true }\n', 'heroku.yml': 'build: mine\n' };
const paths = Object.keys(mine) as (keyof typeof mine)[];

/** A folder in which some of the user's files differ and one doesn't. */
async function folderWithConflicts(): Promise<string> {
  const folder = freshFolder('my-app');
  const same = textOf(await renderFor(template), 'flake.nix');
  place(folder, { ...mine, 'flake.nix': same });
  return folder;
}

describe('a person whose folder has different files with the same names', () => {
  it('is asked about each of those and no other, and the answers are carried out', async () => {
    const cwd = await folderWithConflicts();
    const terminal = openTerminal(everything, { cwd });
    await terminal.answer('Overwrite README.md?', `n${keys.enter}`);
    await terminal.answer('Overwrite app.json?', `y${keys.enter}`);
    await terminal.answer('Overwrite heroku.yml?', `n${keys.enter}`);
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    const words = stripVTControlCharacters(terminal.raw());
    for (const kept of ['README.md', 'heroku.yml']) expect(words).toContain(`Kept yours: ${kept}`);
    expect(words).not.toContain('Overwrite flake.nix?');
    const files = await renderFor(template);
    const tree = treeOf(cwd);
    expect(tree.size).toBe(files.size + records.length);
    const { managed } = readLock(textAt(cwd, lockPath));
    expect([managed.has('heroku.yml'), managed.has('app.json')]).toEqual([false, true]);
    for (const [path, { content }] of files) {
      const left = path === 'README.md' || path === 'heroku.yml' ? mine[path] : content.toString('utf8');
      expect(tree.get(path)?.endsWith(`\n${left}`), path).toBe(true);
    }
  });

  it('can have the missing lines added at the end of an ignore file, which later updates merge into', async () => {
    const cwd = freshFolder('my-app');
    place(cwd, { '.gitignore': '# mine\n*.log\nresult' });
    const terminal = openTerminal(everything, { cwd });
    await terminal.answer("Add the lines that .gitignore doesn't have?", `y${keys.enter}`);
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    const lines = textAt(cwd, '.gitignore').split('\n');
    expect(lines.slice(0, 3)).toEqual(['# mine', '*.log', 'result']);
    expect(lines).toContain('.direnv/');
    expect(new Set(lines).size).toBe(lines.length);
    expect(readLock(textAt(cwd, lockPath)).managed.has('.gitignore')).toBe(true);
  });

  it('can view the difference as often as they like before deciding', async () => {
    const cwd = await folderWithConflicts();
    const terminal = openTerminal(everything, { cwd });
    await terminal.shows('Overwrite README.md?');
    for (let time = 0; time < 6; time += 1) {
      terminal.type(`d${keys.enter}`);
      await terminal.shows('# Mine');
      await terminal.shows('Overwrite README.md?');
    }
    terminal.type(`x${keys.enter}`);
    expect((await terminal.ended()).code).toBe(1);
  });

  it('can overwrite everything at once', async () => {
    const cwd = await folderWithConflicts();
    const terminal = openTerminal(everything, { cwd });
    await terminal.answer('Overwrite README.md?', `a${keys.enter}`);
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    const files = await renderFor(template);
    for (const path of paths) expect(textAt(cwd, path)).toBe(textOf(files, path));
  });

  it('can cancel, even after having agreed to some', async () => {
    const cwd = await folderWithConflicts();
    const before = treeOf(cwd);
    const terminal = openTerminal(everything, { cwd });
    await terminal.answer('Overwrite README.md?', `y${keys.enter}`);
    await terminal.answer('Overwrite app.json?', `x${keys.enter}`);
    expect(await terminal.ended()).toEqual({ code: 1, signal: 0 });
    expect(terminal.words()).toContain('Nothing was written.');
    expect(terminal.words()).not.toMatch(/ at \S+ \(|went wrong/);
    expect(treeOf(cwd)).toEqual(before);
  });

  it('loses nothing that an editor saves during a prompt', async () => {
    const cwd = await folderWithConflicts();
    const terminal = openTerminal(everything, { cwd });
    await terminal.answer('Overwrite README.md?', `y${keys.enter}`);
    await terminal.answer('Overwrite app.json?', `n${keys.enter}`);
    await terminal.shows('Overwrite heroku.yml?');
    place(cwd, { 'README.md': '# Mine, edited\n', Dockerfile: 'FROM mine\n' });
    const before = treeOf(cwd);
    terminal.type(`y${keys.enter}`);
    expect(await terminal.ended()).toEqual({ code: 75, signal: 0 });
    expect(terminal.words()).toContain('2 files have changed in the meantime');
    expect(treeOf(cwd)).toEqual(before);
  });

  it('can close the window, and nothing is written, not even an error', async () => {
    const cwd = await folderWithConflicts();
    const before = treeOf(cwd);
    const errors = join(freshFolder(), 'errors');
    const program = ['sh', '-c', `exec "$0" "$@" 2> '${errors}'`, process.execPath, bin] as const;
    const terminal = openTerminal(everything, { cwd, program: [...program] });
    await terminal.shows('Overwrite README.md?');
    const pid = terminal.close();
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 10_000 }).toBe(false);
    expect(textAt(errors)).not.toMatch(/ at |stack|fault|Error/);
    expect(treeOf(cwd)).toEqual(before);
  });

  it('can press Ctrl-C, which also leaves everything as it is', async () => {
    const cwd = await folderWithConflicts();
    const before = treeOf(cwd);
    const terminal = openTerminal(everything, { cwd });
    await terminal.answer('Overwrite README.md?', keys.interrupt);
    expect(await terminal.ended()).toEqual({ code: 130, signal: 0 });
    expect(terminal.words()).not.toMatch(/ at \S+ \(|went wrong/);
    expect(treeOf(cwd)).toEqual(before);
  });

  it("isn't asked with --force, nor with --yes, which refuses", async () => {
    const cwd = freshFolder('my-app');
    place(cwd, mine);
    const refused = openTerminal([...everything, '--yes'], { cwd });
    expect(await refused.ended()).toEqual({ code: 1, signal: 0 });
    expect(refused.words()).not.toContain('Overwrite');
    expect(treeOf(cwd)).toEqual(plainTree(mine));
    const terminal = openTerminal([...everything, '--force'], { cwd });
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    expect(terminal.words()).not.toContain('Overwrite');
    expect(textAt(cwd, 'heroku.yml')).not.toBe(mine['heroku.yml']);
  });
});
