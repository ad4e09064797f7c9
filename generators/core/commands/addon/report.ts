import { attachCommands, costOf, offeredBy } from '../../answers/addons.js';
import { find } from '../../catalog/find.js';
import type { Addon } from '../../model/addon.js';
import type { Answers } from '../../model/pipeline.js';
import type { Catalog } from '../../model/catalog.js';
import { addCommands, gitLines } from '../git-report.js';
import { type Writer } from '../report.js';
import { changeTo } from '../change-directory.js';
import type { Report, Result } from '../result.js';
import { marked } from '../../plan/labels.js';
import { shown, shownJson } from '../../model/shown.js';
import { style } from '../../terminal/style.js';
import { columns } from '../../terminal/text.js';
import { changeLines } from '../change-lines.js';
import type { Prepared } from './prepare.js';

/** What the user types after a change of add-ons. */
export function addonNext(
  catalog: Catalog,
  { report, added, removed }: Prepared,
  result: Result | undefined,
): string[] {
  const what = added.length > 0 ? `Add ${added.join(', ')}` : `Remove ${removed.join(', ')}`;
  return [
    ...changeTo(report.directory),
    ...addCommands(report.changes, result),
    'git diff HEAD',
    'nix flake check',
    `git commit --all --message "${what}"`,
    ...attachCommands(catalog, added),
  ];
}

/** What Heroku keeps, and goes on to bill. */
export const leftOnHeroku = (catalog: Catalog, removed: readonly string[]): string[] =>
  catalog.addons.flatMap(({ id, title, heroku, processes }) => {
    if (!removed.includes(id)) return [];
    if (!heroku) return processes.map(({ name }) => `If dynos of ${name} run on Heroku: heroku ps:scale ${name}=0`);
    return [
      `If ${title} is on Heroku, it stays, with its data and its cost, until: heroku addons:destroy ${heroku.as}`,
    ];
  });

/** The ending as a person reads it. */
export function addonText(catalog: Catalog, prepared: Prepared, result: Result): string {
  const { report, added, removed } = prepared;
  const { directory, changes, answers, notes } = report;
  const undecided = marked(changes);
  const has = `${shown(directory)} has these add-ons: ${answers.addons.join(', ') || 'none'}.`;
  if (added.length + removed.length === 0)
    return `\n${[style.bold(`Nothing to do: ${has}`), ...notes.map((note) => style.yellow(shown(note)))].join('\n')}\n`;
  return [
    '',
    style.bold(has),
    ...changeLines(changes, result, {
      delete: 'removed with its add-on',
      release: 'left alone: you changed it, so it is yours to remove',
    }),
    ...result.kept.map((path) => `  ${shown(path)}: kept yours, which we did not write`),
    ...[...notes, ...leftOnHeroku(catalog, removed)].map((note) => style.yellow(shown(note))),
    ...gitLines(result.git, { quiet: true }),
    ...(undecided.length > 0
      ? ['', style.yellow(`Decide between the marks in: ${undecided.map(shown).join(', ')}`)]
      : []),
    '',
    'Next:',
    ...addonNext(catalog, prepared, result).map((command) => `  ${style.cyan(command)}`),
    '',
  ].join('\n');
}

/** What fits an app, as a person reads it. */
export function listText(catalog: Catalog, answers: Answers): string {
  const rows = rowsOf(catalog, answers).map(({ id, description, needs, price, chosen, offered }) => [
    `${chosen ? '[x]' : '[ ]'} ${id}`,
    `${offered ? '' : 'not offered here: '}${description}; ${costOf(price)}${needs.length > 0 ? `; needs ${needs.join(' or ')}` : ''}`,
  ]);
  return `${columns(rows)}\n`;
}

/** The same as data; its form is templates/schema/addons.schema.json. */
export const listJson = (catalog: Catalog, directory: string, answers: Answers, generator: Writer): string =>
  shownJson({
    format: 1,
    generator: { name: generator.name, version: generator.version },
    directory,
    template: answers.template,
    addons: rowsOf(catalog, answers).map(({ id, title, description, heroku, needs, price, chosen, offered }) => ({
      id,
      title,
      description,
      ...(heroku ? { plan: heroku.plan } : {}),
      needs,
      price,
      offered,
      chosen,
    })),
  });

type Row = Addon & { readonly offered: boolean; readonly chosen: boolean };

function rowsOf(catalog: Catalog, { template, addons, project }: Answers): Row[] {
  const offered = project ? [] : offeredBy(catalog, find(catalog.templates, 'template', template));
  return catalog.addons.map((addon) => ({
    ...addon,
    offered: offered.includes(addon),
    chosen: addons.includes(addon.id),
  }));
}

/** A report that was carried out, or only planned. */
export const withResult = (report: Report, result: Result | undefined): Report => ({
  ...report,
  ...(result ? { result } : {}),
});
