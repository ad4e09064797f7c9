import type { Answers, Catalog, FileSet, Template } from '../../domain.js';
import { find } from '../../answers/given.js';
import { diffOf } from '../../plan/diff.js';
import { style } from '../style.js';
import { colouredDiff, columns, treeLines, type Leaf } from '../text.js';
import { choicesOf } from './choices.js';
import { changesBetween, goneBetween, newBetween } from './difference.js';

/** All templates at a glance. */
export const catalogPage = (catalog: Catalog): string => `${catalog.templates.map(card).join('\n\n')}\n`;

const card = ({ id, title, description, options, processes }: Template): string =>
  [
    `${style.bold(id)}  ${title}`,
    `  ${description}`,
    ...options.map(
      (option) => `  ${option.title}: ${option.choices.map((value) => marked(value, option.default)).join(', ')}`,
    ),
    `  Process types: ${processes.map(({ name }) => name).join(', ')}`,
  ].join('\n');

/** A template: what it is, its options, and its files with the reason for each. */
export function templatePage(catalog: Catalog, answers: Answers, files: FileSet): string {
  const { id, title, description, processes } = find(catalog.templates, 'template', answers.template);
  return [
    style.bold(`${title} (${id})`),
    `${description}.`,
    '',
    'Options, as shown here:',
    columns(
      choicesOf(catalog, answers).map(({ flag, values, value }) => [
        `--${flag}`,
        values.map((each) => marked(each, value)).join(', '),
      ]),
    ),
    '',
    'Process types:',
    columns(processes.map((process) => [process.name, `${process.description}: ${process.command}`])),
    '',
    'Files, with the reason for each:',
    ...treeLines(leavesOf(files)),
    '',
  ].join('\n');
}

/** The files of a repository for a tree, with the reason for each. */
export const leavesOf = (files: FileSet): Leaf[] =>
  [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { content, reason }]) => ({ path, size: content.length, note: reason }));

/** The value that is chosen stands out, also without colours. */
const marked = (value: string, chosen: string): string => (value === chosen ? style.bold(`[${value}]`) : value);

/**
 * How one repository differs from another.
 *
 * @returns nothing but a word where they are the same
 */
export function differencePage(before: FileSet, after: FileSet): string {
  const lines = [
    ...goneBetween(before, after).map((path) => style.red(`Only before: ${path}`)),
    ...newBetween(before, after).map((path) => style.green(`Only after: ${path}`)),
    ...changesBetween(before, after).map(diffOf).filter(Boolean).map(colouredDiff),
  ];
  return lines.length === 0 ? 'No file differs.\n' : `${lines.join('\n').trimEnd()}\n`;
}
