import type { Addon } from '../../model/addon.js';
import type { Answers, FileSet } from '../../model/pipeline.js';
import type { Catalog, Template } from '../../model/catalog.js';
import { costOf, noAddons, offeredBy } from '../../answers/addons.js';
import { find } from '../../catalog/find.js';
import { diffOf } from '../../plan/diff.js';
import { coloredDiff, style } from '../../terminal/style.js';
import { columns } from '../../terminal/text.js';
import { treeLines, type Leaf } from '../../terminal/tree.js';
import { choicesOf } from '../../answers/choices.js';
import { changesBetween, goneBetween, newBetween } from './difference.js';

/** All templates at a glance. */
export const catalogPage = (catalog: Catalog): string =>
  `${catalog.templates.map((template) => card(catalog, template)).join('\n\n')}\n`;

const card = (catalog: Catalog, template: Template): string => {
  const { id, title, description, options, processes } = template;
  const addons = offeredBy(catalog, template).map((addon) => addon.id);
  return [
    `${style.bold(id)}  ${title}`,
    `  ${description}`,
    ...options.map(
      (option) => `  ${option.title}: ${option.choices.map((value) => marked(value, option.default)).join(', ')}`,
    ),
    `  Process types: ${processes.map(({ name }) => name).join(', ')}`,
    `  Add-ons: ${addons.join(', ') || noAddons}`,
  ].join('\n');
};

/** A template: what it is, its options, and its files with the reason for each. */
export function templatePage(catalog: Catalog, answers: Answers, files: FileSet): string {
  const template = find(catalog.templates, 'template', answers.template);
  const { id, title, description } = template;
  const chosen = catalog.addons.filter((addon) => answers.addons.includes(addon.id));
  const processes = [...template.processes, ...chosen.flatMap((addon) => addon.processes)];
  const addons = offeredBy(catalog, template).map((addon) => [addon.id, addonLine(addon, chosen.includes(addon))]);
  return [
    style.bold(`${title} (${id})`),
    `${description}.`,
    '',
    'Options, as shown here:',
    columns(
      choicesOf(catalog, answers).map(({ name, values, usual }) => [
        `--${name}`,
        values.map(({ value }) => marked(value, usual)).join(', '),
      ]),
    ),
    '',
    ...(addons.length > 0 ? ['Add-ons, with --addons and commas between them:', columns(addons), ''] : []),
    'Process types:',
    columns(processes.map((process) => [process.name, `${process.description}: ${process.command}`])),
    '',
    'Files, with the reason for each:',
    ...treeLines(leavesOf(files)),
    '',
  ].join('\n');
}

/** What an add-on is and costs. */
export const addonLine = ({ description, price }: Addon, isChosen: boolean): string =>
  `${isChosen ? style.bold('[chosen] ') : ''}${description}; ${costOf(price)}`;

/** The files of a repository for a tree, with the reason for each. */
export const leavesOf = (files: FileSet): Leaf[] =>
  [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { content, reason }]) => ({ path, size: content.length, note: reason }));

/** The chosen value stands out, even without colors. */
const marked = (value: string, chosen: string): string => (value === chosen ? style.bold(`[${value}]`) : value);

/**
 * How one repository differs from another.
 *
 * @returns just a sentence if they are the same
 */
export function differencePage(before: FileSet, after: FileSet): string {
  const lines = [
    ...goneBetween(before, after).map((path) => style.red(`Only before: ${path}`)),
    ...newBetween(before, after).map((path) => style.green(`Only after: ${path}`)),
    ...changesBetween(before, after).map(diffOf).filter(Boolean).map(coloredDiff),
  ];
  return lines.length === 0 ? 'No file differs.\n' : `${lines.join('\n').trimEnd()}\n`;
}
