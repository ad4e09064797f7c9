import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Template } from '../../generators/core/model/catalog.js';
import { freshFolder, textAt, treeOf } from '../support/folders.js';
import { catalog } from '../support/rendering.js';
import { keys } from '../support/terminal.js';
import { goTo, openFirst, openTour, pagerIn } from '../support/tour.js';
import { expectedTree } from '../support/trees.js';

const [{ id: first }] = catalog.templates as [Template, ...Template[]];

describe('a person who creates what they browsed', () => {
  it('changes an option, sees what it changes, and creates exactly that', async () => {
    const cwd = freshFolder();
    const [{ id, options }] = catalog.templates as [(typeof catalog.templates)[number]];
    const [option] = options as [(typeof options)[number]];
    const value = option.choices[(option.choices.indexOf(option.default) + 1) % option.choices.length] ?? '';
    const folder = freshFolder();
    const terminal = openTour({ PAGER: pagerIn(folder) }, cwd);
    await openFirst(terminal);
    terminal.type(keys.down + keys.enter);
    await terminal.until(`--${option.name} ${option.choices.join(' ').replace(value, `[${value}]`)}`);
    terminal.type('d');
    await terminal.until('PAGER');
    expect(stripVTControlCharacters(textAt(folder, 'paged'))).toMatch(/^\+\+\+ b\/flake\.nix/m);
    terminal.type('\r');
    await terminal.until('c create');
    terminal.type('c');
    await terminal.answer('Where should it go?', keys.enter);
    await terminal.answer('Heroku app name?', keys.enter);
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    expect(treeOf(join(cwd, 'my-app'))).toEqual(await expectedTree(id, { options: { [option.name]: value } }));
    expect(terminal.words()).toContain(`heroku-nix my-app --template ${id} --name my-app --${option.name} ${value} `);
  });

  it('adds an add-on with what it needs, and creates with both', async () => {
    const needy = catalog.addons.find(({ needs }) => needs.length > 0);
    const addons = [needy?.needs[0] ?? '', needy?.id ?? ''];
    const cwd = freshFolder();
    const terminal = openTour({}, cwd);
    await openFirst(terminal);
    await goTo(terminal, new RegExp(`^❯ +${needy?.id ?? ''}$`));
    terminal.type(keys.enter);
    for (const id of addons) await terminal.until(`[${id}]`);
    terminal.type('c');
    await terminal.answer('Where should it go?', keys.enter);
    await terminal.answer('Heroku app name?', keys.enter);
    expect(await terminal.ended()).toEqual({ code: 0, signal: 0 });
    expect(treeOf(join(cwd, 'my-app'))).toEqual(await expectedTree(first, { addons }));
  });
});
