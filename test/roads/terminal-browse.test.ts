import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Template } from '../../generators/core/domain.js';
import { freshFolder, textAt, treeOf } from '../support/folders.js';
import { catalog, renderFor, textOf } from '../support/rendering.js';
import { bin } from '../support/run.js';
import { keys, openTerminal, type Terminal } from '../support/terminal.js';
import { expectedTree } from '../support/trees.js';

const [{ id: first }, { id: second }] = catalog.templates as [Template, Template, ...Template[]];

/** A pager that keeps what it is given, and shows a word until it is sent a line. */
function pagerIn(folder: string): string {
  const path = join(folder, 'pager');
  writeFileSync(path, `#!/bin/sh\ncat > '${folder}/paged'\necho PAGER\nread line < /dev/tty\n`);
  chmodSync(path, 0o755);
  return path;
}

const open = (env: Readonly<Record<string, string>> = {}, cwd = freshFolder(), size = { cols: 80, rows: 24 }) =>
  openTerminal(['browse'], { cwd, env }, size);

async function openFirst(terminal: Terminal): Promise<void> {
  await terminal.until(/^Templates/);
  terminal.type(keys.enter);
  await terminal.until('c create');
}

const currentLine = (terminal: Terminal): string =>
  terminal.screen().find((line) => line.startsWith('❯')) ?? 'there is no current line';

/** Goes down until the current line is the one that is meant. */
async function goTo(terminal: Terminal, line: RegExp): Promise<void> {
  for (let steps = 0; steps < 60 && !line.test(currentLine(terminal)); steps += 1) {
    const before = currentLine(terminal);
    terminal.type(keys.down);
    for (let waits = 0; waits < 100 && currentLine(terminal) === before; waits += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(currentLine(terminal)).toMatch(line);
}

describe('a person who looks around in a terminal', () => {
  it('sees every template, and more about the current one', async () => {
    const terminal = open();
    await terminal.until(/^Templates/);
    for (const { id, description } of catalog.templates)
      expect(terminal.screen().join('\n')).toMatch(new RegExp(`^[❯ ] ${id} +${description}$`, 'm'));
    for (const { title, options } of catalog.templates) {
      await terminal.until(
        `${title}. ${options.map((each) => `${each.title}: ${each.choices.join(', ')}.`).join(' ')}`,
      );
      terminal.type(keys.down);
    }
    terminal.type('q');
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    expect(terminal.screen().join('')).toBe('');
  });

  it('goes in and out by keys, and finds each screen as it was left', async () => {
    const terminal = open();
    await terminal.until(/^Templates/);
    terminal.type(keys.down + keys.enter);
    await terminal.until(`(${second}):`);
    await goTo(terminal, / app\.json /);
    terminal.type(keys.enter);
    await terminal.until('"stack": "container"');
    terminal.type(keys.left);
    await terminal.until('c create');
    expect(currentLine(terminal)).toMatch(/ app\.json /);
    terminal.type(keys.escape);
    await terminal.until(/^Templates/);
    expect(currentLine(terminal)).toContain(second);
    terminal.type(keys.escape);
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
  });

  it('reads a long file in the pager of their choice, in colours, and comes back', async () => {
    const folder = freshFolder();
    const terminal = open({ PAGER: pagerIn(folder), FORCE_COLOR: '1' });
    await openFirst(terminal);
    await goTo(terminal, / Dockerfile /);
    terminal.type(keys.enter);
    await terminal.until('PAGER');
    const paged = textAt(folder, 'paged');
    expect(paged).toContain('\u001B[');
    expect(stripVTControlCharacters(paged)).toBe(textOf(await renderFor(first), 'Dockerfile'));
    terminal.type('\r');
    await terminal.until('c create');
    expect(currentLine(terminal)).toMatch(/ Dockerfile /);
  });

  it('survives Ctrl-C in the pager, which is for the pager', async () => {
    const terminal = open({ PAGER: 'cat > /dev/null; trap : INT; echo PAGER; sleep 0.5; sleep 0.1; true' });
    await openFirst(terminal);
    await goTo(terminal, / Dockerfile /);
    terminal.type(keys.enter);
    await terminal.until('PAGER');
    terminal.type(keys.interrupt);
    await terminal.until('c create');
    terminal.type('q');
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
  });

  it('gets the file on the screen itself where there is no pager', async () => {
    const terminal = open({ PAGER: '' });
    await openFirst(terminal);
    await goTo(terminal, / Dockerfile /);
    terminal.type(keys.enter);
    await terminal.shows('FROM scratch');
    await terminal.until('c create');
  });

  it('changes an option, sees what it changes, and creates just that', async () => {
    const cwd = freshFolder();
    const [{ id, options }] = catalog.templates as [(typeof catalog.templates)[number]];
    const [option] = options as [(typeof options)[number]];
    const value = option.choices[(option.choices.indexOf(option.default) + 1) % option.choices.length] ?? '';
    const folder = freshFolder();
    const terminal = open({ PAGER: pagerIn(folder) }, cwd);
    await openFirst(terminal);
    terminal.type(keys.down + keys.enter);
    await terminal.until(`--${option.name} ${option.choices.join(' ').replace(value, `[${value}]`)}`);
    terminal.type('d');
    await terminal.until('PAGER');
    expect(stripVTControlCharacters(textAt(folder, 'paged'))).toMatch(/^\+\+\+ b\/flake\.nix/m);
    terminal.type('\r');
    await terminal.until('c create');
    terminal.type('c');
    await terminal.answer('Which directory shall it be written to?', keys.enter);
    await terminal.answer('Heroku app name?', keys.enter);
    await terminal.answer('Which add-ons shall it have?', keys.enter);
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    expect(treeOf(join(cwd, 'my-app'))).toEqual(await expectedTree(id, { options: { [option.name]: value } }));
    expect(terminal.words()).toContain(`heroku-nix my-app --template ${id} --name my-app --${option.name} ${value} `);
  });

  it.each([
    ['at once', () => Promise.resolve()],
    ['on a template', openFirst],
  ])('has the terminal as it was after Ctrl-C, %s', async (_, go) => {
    const program = ['sh', '-c', `'${process.execPath}' '${bin}' browse; echo "ended with $?"; stty -a`] as const;
    const terminal = openTerminal([], { cwd: freshFolder(), program: [...program] });
    await terminal.until(/^Templates/);
    await go(terminal);
    terminal.type(keys.interrupt);
    await terminal.until(/ icanon .* echo /);
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    expect(terminal.words()).toContain('Stopped. Nothing was written. ended with 130');
    expect(terminal.raw().lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.raw().lastIndexOf('\u001B[?25l'));
    expect(terminal.screen().join('\n')).not.toContain('❯');
  });

  it.each([
    [80, 24],
    [60, 12],
    [200, 60],
  ])('sees whole screens on %i columns and %i lines', async (cols, rows) => {
    const terminal = open({}, freshFolder(), { cols, rows });
    await openFirst(terminal);
    terminal.type(keys.last);
    await terminal.until(/↑ \d+ more|❯ .*$/);
    const lines = terminal.screen();
    expect(lines[0]).toContain(`(${first})`);
    expect(lines.filter(Boolean).at(-1)).toContain('q quit');
  });

  it('sees no colours where NO_COLOR is set', async () => {
    const terminal = open({ NO_COLOR: '1' });
    await openFirst(terminal);
    const colours = terminal
      .raw()
      .split('\u001B[')
      .filter((code) => /^[\d;]*[1-9]\d*m/.test(code));
    expect(colours).toEqual([]);
  });

  it('is told before the first screen that a flag does not hold', async () => {
    const terminal = openTerminal(['browse', '--base', 'ubuntu'], { cwd: freshFolder() });
    expect(await terminal.ended()).toEqual({ code: 1, signal: 0 });
    expect(terminal.words()).toContain('There is no base called "ubuntu"');
    expect(terminal.words()).not.toContain('Templates');
  });
});

it('prints the list at once on a terminal that cannot move the cursor', async () => {
  const terminal = open({ TERM: 'dumb' });
  expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
  for (const { id } of catalog.templates) expect(terminal.words()).toContain(id);
  expect(terminal.raw()).not.toContain('\u001B');
});
