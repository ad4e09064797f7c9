import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { offeredBy } from '../../generators/core/answers/addons.js';
import type { Template } from '../../generators/core/model/catalog.js';
import { freshFolder, textAt } from '../support/folders.js';
import { catalog, renderFor, textOf } from '../support/rendering.js';
import { bin } from '../support/run.js';
import { keys, openTerminal } from '../support/terminal.js';
import { currentLine, goTo, openFirst, openTour, pagerIn } from '../support/tour.js';

const [{ id: first }, { id: second }] = catalog.templates as [Template, Template, ...Template[]];

describe('a person who browses in a terminal', () => {
  it('sees every template, and more about the current one', async () => {
    const terminal = openTour();
    await terminal.until(/^Templates/);
    for (const { id, description } of catalog.templates)
      expect(terminal.screen().join('\n')).toMatch(new RegExp(`^[❯ ] ${id} +${description}$`, 'm'));
    for (const template of catalog.templates) {
      const { title, options, processes } = template;
      const about = [
        `${title}.`,
        ...options.map((each) => `${each.title}: ${each.choices.join(', ')}.`),
        `Process types: ${processes.map(({ name }) => name).join(', ')}.`,
        `Add-ons: ${offeredBy(catalog, template)
          .map(({ id }) => id)
          .join(', ')}.`,
      ];
      await terminal.until(about.join(' '));
      terminal.type(keys.down);
    }
    terminal.type('q');
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    expect(terminal.screen().join('')).toBe('');
  });

  it('opens and closes screens with keys, and finds each as they left it', async () => {
    const terminal = openTour();
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

  it('reads a long file in the pager of their choice, in colors, and comes back', async () => {
    const folder = freshFolder();
    const terminal = openTour({ PAGER: pagerIn(folder), FORCE_COLOR: '1' });
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

  it('survives Ctrl-C in the pager, which only affects the pager', async () => {
    const terminal = openTour({ PAGER: 'cat > /dev/null; trap : INT; echo PAGER; sleep 0.5; sleep 0.1; true' });
    await openFirst(terminal);
    await goTo(terminal, / Dockerfile /);
    terminal.type(keys.enter);
    await terminal.until('PAGER');
    terminal.type(keys.interrupt);
    await terminal.until('c create');
    terminal.type('q');
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
  });

  it('gets the file on the screen itself if there is no pager', async () => {
    const terminal = openTour({ PAGER: '' });
    await openFirst(terminal);
    await goTo(terminal, / Dockerfile /);
    terminal.type(keys.enter);
    await terminal.shows('FROM scratch');
    await terminal.until('c create');
  });

  it.each([
    ['immediately', () => Promise.resolve()],
    ['on a template', openFirst],
  ])('gets the terminal back unchanged after Ctrl-C, %s', async (_, go) => {
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
  ])('sees full screens with %i columns and %i lines', async (cols, rows) => {
    const terminal = openTour({}, freshFolder(), { cols, rows });
    await openFirst(terminal);
    terminal.type(keys.last);
    await terminal.until(/↑ \d+ more|❯ .*$/);
    const lines = terminal.screen();
    expect(lines[0]).toContain(`(${first})`);
    expect(lines.filter(Boolean).at(-1)).toContain('q quit');
  });

  it('sees no colors if NO_COLOR is set', async () => {
    const terminal = openTour({ NO_COLOR: '1' });
    await openFirst(terminal);
    const colors = terminal
      .raw()
      .split('\u001B[')
      .filter((code) => /^[\d;]*[1-9]\d*m/.test(code));
    expect(colors).toEqual([]);
  });

  it('is told about an invalid flag before the first screen', async () => {
    const terminal = openTerminal(['browse', '--base', 'ubuntu'], { cwd: freshFolder() });
    expect(await terminal.ended()).toEqual({ code: 1, signal: 0 });
    expect(terminal.words()).toContain('There is no base called "ubuntu"');
    expect(terminal.words()).not.toContain('Templates');
  });
});

it("prints the list immediately on a terminal that can't move the cursor", async () => {
  const terminal = openTour({ TERM: 'dumb' });
  expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
  for (const { id } of catalog.templates) expect(terminal.words()).toContain(id);
  expect(terminal.raw()).not.toContain('\u001B');
});
