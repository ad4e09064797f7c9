import { describe, expect, it } from 'vitest';
import { browse } from '../../generators/core/commands/browse/browse.js';
import { spec } from '../../generators/core/commands/browse/spec.js';
import { declaredCommands } from '../../generators/core/commands/declared.js';
import { sourcesFor } from '../../generators/core/render/layers.js';
import { readCommandLine } from '../../generators/core/terminal/command-line.js';
import { valueFlags } from '../../generators/core/terminal/command-spec.js';
import { costOf } from '../../generators/core/answers/addons.js';
import { answersFor, catalog } from '../support/rendering.js';

const textOf = async (...argv: string[]): Promise<string> =>
  String(await browse(catalog, readCommandLine(catalog, spec, argv), 'heroku-nix browse'));

/** Every set of add-ons that a template offers, with what they need. */
const choicesOfAddons = (all: readonly string[]): string[][] =>
  all
    .reduce<string[][]>((sets, id) => [...sets, ...sets.map((each) => [...each, id])], [[]])
    .filter((ids) =>
      catalog.addons
        .filter(({ id }) => ids.includes(id))
        .every(({ needs }) => needs.length === 0 || needs.some((need) => ids.includes(need))),
    );

describe('browse --text', () => {
  it('names every command with its flags', async () => {
    const text = await textOf('--text');
    for (const [name, each] of Object.entries(declaredCommands())) {
      expect(text).toContain(`- ${name}: ${each.summary}\n`);
      for (const flag of [...valueFlags(catalog, each), ...Object.keys(each.switches)])
        expect(text).toContain(`--${flag}`);
    }
  });

  it('names every template with its options, choices and process types, and how to create it', async () => {
    const text = await textOf('--text');
    for (const { id, title, description, options, processes } of catalog.templates) {
      const section = await textOf(id, '--text');
      const own = section.slice(section.indexOf(`\n## Template ${id}: ${title}\n`));
      expect(text).toContain(own.trim());
      expect(own).toContain(`${description}.`);
      expect(own).toMatch(new RegExp(`^npx \\S+ my-app --template ${id} .*--yes$`, 'm'));
      for (const { name, choices } of options) {
        expect(own).toContain(`--${name}: `);
        for (const choice of choices) expect(own).toContain(`- ${choice}\n`);
      }
      for (const { id: choice, title: name } of [...catalog.bases, ...catalog.cis, ...catalog.licenses])
        expect(own).toContain(`- ${choice}: ${name}`);
      for (const process of processes) expect(own).toContain(`- ${process.name}: ${process.description}`);
    }
  });

  it('names every add-on with its price', async () => {
    const text = await textOf('--text');
    for (const { id, title, description, price } of catalog.addons) {
      expect(text).toContain(`### ${title} (${id})\n\n${description}.\n`);
      expect(text).toContain(costOf(price));
    }
  });

  it('names every file with its reason, for every set of add-ons', async () => {
    for (const template of catalog.templates) {
      const own = await textOf(template.id, '--text');
      for (const addons of choicesOfAddons(Object.keys(template.addons)))
        for (const { path } of sourcesFor(catalog, answersFor(template.id, { addons })))
          expect(own).toContain(`- ${path}: `);
      for (const { path, row } of sourcesFor(catalog, answersFor(template.id)))
        expect(own).toContain(`- ${path}: ${row.reason}\n`);
    }
  });

  it('is the same at every width, and has no colors', async () => {
    const { columns } = process.stdout;
    try {
      process.stdout.columns = 40;
      const narrow = await textOf('--text');
      process.stdout.columns = 200;
      expect(await textOf('--text')).toBe(narrow);
      expect(narrow).not.toMatch(/[^\P{Cc}\n]/u);
      expect(narrow).not.toContain('\n\n\n');
    } finally {
      process.stdout.columns = columns;
    }
  });

  it('shows the chosen answers', async () => {
    const [option] = catalog.templates[0]?.options ?? [];
    const [id, name, last] = [catalog.templates[0]?.id ?? '', option?.name ?? '', option?.choices.at(-1) ?? ''];
    expect(await textOf(id, '--text', `--${name}`, last)).toContain(`--template ${id} --${name} ${last} `);
  });
});
