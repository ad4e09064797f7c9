import type { Addon } from '../../../model/addon.js';
import type { Answers, FileSet } from '../../../model/pipeline.js';
import type { Catalog } from '../../../model/catalog.js';
import { noAddons, offeredBy } from '../../../answers/addons.js';
import { find } from '../../../catalog/find.js';
import { warningsAbout } from '../../../answers/warnings.js';
import { humanSize, style } from '../../../terminal/style.js';
import { wrapped } from '../../../terminal/text.js';
import { treeOf } from '../../../terminal/tree.js';
import { choicesOf, type Choice } from '../../../answers/choices.js';
import { addonLine, leavesOf } from '../pages.js';
import { sizeNow, type Menu, type Row } from './menu.js';

const quit = { q: 'quit' };

const inLines = (text: string): string[] => wrapped(text, sizeNow().columns - 1);

/** The first screen: which template. */
export function catalogScreen(catalog: Catalog, start: number): Menu<string> {
  const width = Math.max(...catalog.templates.map(({ id }) => id.length));
  const rows = catalog.templates.map((template) => {
    const { id, title, description, options, processes } = template;
    const addons = offeredBy(catalog, template).map((addon) => addon.id);
    return {
      text: `${id.padEnd(width)}  ${description}`,
      value: id,
      about: [
        `${title}.`,
        ...options.map((option) => `${option.title}: ${option.choices.join(', ')}.`),
        `Process types: ${processes.map(({ name }) => name).join(', ')}.`,
        `Add-ons: ${addons.join(', ') || noAddons}.`,
      ].join(' '),
    };
  });
  return { head: [style.bold('Templates')], rows, start, enter: 'look at it', letters: quit };
}

/** What a row of a template's screen stands for. */
export type Item =
  | { readonly kind: 'choice'; readonly choice: Choice }
  | { readonly kind: 'addon'; readonly id: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'create' };

/** The second screen: a template with the choices made, and the resulting files. */
export function templateScreen(catalog: Catalog, answers: Answers, files: FileSet, start: number): Menu<Item> {
  const template = find(catalog.templates, 'template', answers.template);
  const { title, id, description } = template;
  const addons = offeredBy(catalog, template).map((addon) => addonRow(addon, answers.addons.includes(addon.id)));
  const bytes = [...files.values()].reduce((sum, { content }) => sum + content.length, 0);
  const rows: Row<Item>[] = [
    { text: 'Create this one', value: { kind: 'create' }, about: 'Asks for what is still open, then writes it.' },
    { text: 'Options' },
    ...choicesOf(catalog, answers).map(choiceRow),
    ...(addons.length > 0 ? [{ text: 'Add-ons' }, ...addons] : []),
    { text: `Files (${files.size}, ${humanSize(bytes)})` },
    ...treeOf(leavesOf(files)).map(({ text, leaf }): Row<Item> =>
      leaf ? { text, value: { kind: 'file', path: leaf.path }, about: leaf.note } : { text: `  ${text}` },
    ),
  ];
  return {
    head: [
      ...inLines(`${title} (${id}): ${description}`).map((line) => style.bold(line)),
      ...warningsAbout(catalog, answers)
        .flatMap(inLines)
        .map((line) => style.yellow(line)),
    ],
    rows,
    start,
    enter: 'open or change',
    back: 'back',
    letters: { c: 'create', d: 'differences', ...quit },
  };
}

function choiceRow(choice: Choice): Row<Item> {
  const { name, help, usual, values } = choice;
  const all = values.map(({ value }) => (value === usual ? `[${value}]` : value)).join(' ');
  return { text: `  ${`--${name}`.padEnd(10)} ${all}`, value: { kind: 'choice', choice }, about: help };
}

const addonRow = (addon: Addon, isChosen: boolean): Row<Item> => ({
  text: `  ${isChosen ? `[${addon.id}]` : ` ${addon.id}`}`,
  value: { kind: 'addon', id: addon.id },
  about: addonLine(addon, false),
});

/** The third screen, for a text that fits on it. */
export const textScreen = (title: string, lines: readonly string[]): Menu<'back'> => ({
  head: [style.bold(title), '', ...lines],
  rows: [{ text: 'Back to the files', value: 'back' }],
  start: 0,
  enter: 'back',
  letters: quit,
});
