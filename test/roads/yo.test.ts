import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { openQuestions } from '../../generators/core/answers/questions.js';
import { freshFolder, textAt, treeOf } from '../support/folders.js';
import { installed, nodeOf, otherNodes, packed } from '../support/installs.js';
import { ordinaryUser, ownFolder } from '../support/ordinary.js';
import { answersFor, catalog } from '../support/rendering.js';
import { run, type Ran, type Start } from '../support/run.js';
import { keys, openTerminal } from '../support/terminal.js';
import { expectedTree } from '../support/trees.js';

/* yo gives up root's rights and then fails in root's home directory, so an ordinary user always starts it here. */

let modules = '';
let HOME = '';

beforeAll(async () => {
  modules = await installed('yo@7.0.1', await packed());
  HOME = ownFolder('home');
  for (const major of otherNodes) await nodeOf(major);
});

const start = (cwd: string, node = process.execPath): Start => ({
  cwd,
  env: { HOME },
  program: [node, join(modules, '.bin/yo')],
  ...ordinaryUser,
});

const yo = (cwd: string, ...args: readonly string[]): Promise<Ran> => run(['heroku-nix', ...args], start(cwd));

const [template = ''] = catalog.templates.map(({ id }) => id);

describe('yo', () => {
  it('writes the same gallery pages as the bin', async () => {
    const cwd = ownFolder();
    expect((await run(['heroku-nix:browse', '--html', 'pages'], start(cwd))).code).toBe(0);
    const other = freshFolder();
    expect((await run(['browse', '--html', 'pages'], { cwd: other })).code).toBe(0);
    expect(treeOf(join(cwd, 'pages'))).toEqual(treeOf(join(other, 'pages')));
  });

  it.each(catalog.templates)('writes the template $id, with option values as typed', async ({ id, options }) => {
    const cwd = ownFolder();
    const chosen = Object.fromEntries(options.map(({ name, choices }) => [name, choices.at(-1) ?? '']));
    const words = Object.entries(chosen).flatMap(([name, value]) => [`--${name}`, value]);
    const ran = await yo(cwd, 'my-app', '--template', id, ...words, '--yes');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(join(cwd, 'my-app'))).toEqual(await expectedTree(id, { options: chosen }));
    expect(ran.stdout).toContain(`\n  yo heroku-nix my-app --template ${id} --name my-app `);
  });

  it("doesn't treat the directory as the value of a switch before it", async () => {
    const cwd = ownFolder();
    expect(await yo(cwd, '--yes', 'my-app')).toMatchObject({ code: 0, stderr: '' });
    expect(treeOf(cwd).has('my-app/flake.nix')).toBe(true);
    expect(treeOf(cwd).has('flake.nix')).toBe(false);
  });

  it('shows our help, once', async () => {
    const cwd = ownFolder();
    const { code, stdout, stderr } = await yo(cwd, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('yo heroku-nix [directory] [options]')).toHaveLength(2);
    for (const { id } of catalog.templates) expect(stdout).toMatch(new RegExp(`^  ${id}  `, 'm'));
    expect(treeOf(cwd)).toEqual(new Map());
  });

  it('shows a file with heroku-nix:browse, byte for byte', async () => {
    const ran = await run(['heroku-nix:browse', template, 'flake.nix', '--name', 'my-app'], start(ownFolder()));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(`plain\n${ran.stdout}`).toBe((await expectedTree(template)).get('flake.nix'));
  });

  it('updates with heroku-nix:update, and uses its own name in the commands that it shows', async () => {
    const cwd = ownFolder();
    expect(await yo(cwd, 'my-app', '--template', template, '--yes')).toMatchObject({ code: 0 });
    const ran = await run(['heroku-nix:update', 'my-app', '--force'], start(cwd));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('Nothing to update');
    const refused = await run(['heroku-nix:update', 'elsewhere'], start(cwd));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/Fix: {2}yo heroku-nix:onboard .*yo heroku-nix \//);
    expect(refused.stderr).toContain('elsewhere for a project');
  });

  it('prints one JSON document and nothing else with --json', async () => {
    const { code, stdout, stderr } = await yo(ownFolder(), 'my-app', '--template', template, '--yes', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ format: 1, answers: answersFor(template) });
  });

  it.each([
    ['a misspelled template', ['my-app', '--template', `${template}x`, '--yes'], 'There is no template called'],
    ['a missing terminal', ['my-app'], "Can't prompt here (not a terminal)"],
  ])('exits with 1 and our message, once, for %s', async (_, args, headline) => {
    const cwd = ownFolder();
    const { code, stdout, stderr, seconds } = await yo(cwd, ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.split(headline)).toHaveLength(2);
    expect(stderr.split('Fix:')).toHaveLength(2);
    expect(stderr).not.toMatch(/^\s+at |\bError\b/m);
    expect(seconds).toBeLessThan(10);
    expect(treeOf(cwd)).toEqual(new Map());
  });

  it('asks in a terminal, and accepts Enter for the default', async () => {
    const cwd = ownFolder();
    const background = { stored: { options: {} }, name: 'my-app' };
    const [first] = openQuestions(catalog, { options: {} }, background);
    const terminal = openTerminal(['heroku-nix', 'my-app'], start(cwd));
    for (const question of [
      first,
      ...openQuestions(catalog, { template, options: {} }, background).filter(({ quiet }) => !quiet),
    ])
      await terminal.answer(question?.title ?? '', keys.enter);
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    expect(treeOf(join(cwd, 'my-app'))).toEqual(await expectedTree(template));
    expect(stripVTControlCharacters(terminal.raw())).toContain('  yo heroku-nix my-app --template');
  });

  it('shows the templates in a terminal, and creates the selected one', async () => {
    const cwd = ownFolder();
    const terminal = openTerminal(['heroku-nix:browse'], start(cwd));
    await terminal.answer('enter look at it', keys.enter);
    await terminal.answer('c create', 'c');
    await terminal.answer('Where should it go?', keys.enter);
    await terminal.answer('Heroku app name?', keys.enter);
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    expect(treeOf(join(cwd, 'my-app'))).toEqual(await expectedTree(template));
    expect(stripVTControlCharacters(terminal.raw())).toContain('  yo heroku-nix my-app --template');
  });

  it('exits with 130 and writes nothing after Ctrl-C at a question', async () => {
    const cwd = ownFolder();
    const terminal = openTerminal(['heroku-nix', 'my-app', '--template', template], start(cwd));
    await terminal.answer('Heroku app name?', keys.interrupt);
    expect(await terminal.ended()).toEqual({ code: 130, signal: 0 });
    expect(terminal.words()).not.toMatch(/ at \S+ \(|went wrong/);
    expect(treeOf(cwd)).toEqual(new Map());
  });

  it.each(otherNodes)('works on Node %i, too', async (major) => {
    const cwd = ownFolder();
    const node = await nodeOf(major);
    const ran = await run(['heroku-nix', 'my-app', '--template', template, '--yes'], start(cwd, node));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(textAt(cwd, 'my-app/.yo-rc.json')).toContain(`"template": "${template}"`);
  });
});
