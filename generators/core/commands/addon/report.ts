import { attachCommands, costOf, offeredBy } from '../../answers/addons.js';
import { find } from '../../catalog/find.js';
import type { Addon } from '../../model/addon.js';
import type { Answers } from '../../model/pipeline.js';
import type { Catalog } from '../../model/catalog.js';
import { targetOf } from '../deploy-steps.js';
import { gitLines } from '../git-report.js';
import { nextAfterMerge } from '../next-after-merge.js';
import type { Next } from '../next.js';
import { nextLines } from '../report.js';
import type { Writer } from '../report-json.js';
import type { Result } from '../result.js';
import { marked } from '../../plan/labels.js';
import { shown, shownJson } from '../../model/shown.js';
import { style } from '../../terminal/style.js';
import { columns } from '../../terminal/text.js';
import { changeLines } from '../change-lines.js';
import type { Prepared } from './prepare.js';

/** What the user types after a change of add-ons. */
export function addonNext(catalog: Catalog, { report, added, removed }: Prepared, result: Result): Next {
  if (added.length + removed.length === 0) return { heading: '', steps: [], notes: [] };
  return nextAfterMerge(
    { ...report, result },
    {
      message: added.length > 0 ? `Add ${added.join(', ')}` : `Remove ${removed.join(', ')}`,
      before: attachCommands(catalog, added),
      after: scaleCommands(catalog, added, 1),
    },
  );
}

/** Commands that start or stop the dynos of add-ons. */
const scaleCommands = ({ addons }: Catalog, ids: readonly string[], dynos: number): string[] => {
  const names = addons
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ processes }) => processes.map(({ name }) => name));
  return names.length > 0 ? [`heroku ps:scale ${names.map((name) => `${name}=${dynos}`).join(' ')}`] : [];
};

/** What Heroku keeps, and keeps billing. */
export const leftOnHeroku = (catalog: Catalog, removed: readonly string[], app: string): string[] =>
  catalog.addons.flatMap(({ id, title, heroku }) => {
    if (!removed.includes(id)) return [];
    if (!heroku)
      return scaleCommands(catalog, [id], 0).map((command) => `If it runs on Heroku, stop it: ${command} -a ${app}`);
    return [
      `If ${title} is on Heroku, it stays, with its data and its cost, until: heroku addons:destroy ${heroku.as} -a ${app}`,
    ];
  });

/** The final report for people to read. */
export function addonText(catalog: Catalog, prepared: Prepared, result: Result): string {
  const { report, added, removed } = prepared;
  const { directory, changes, answers, notes } = report;
  const undecided = marked(changes);
  const target = targetOf(result.checkout?.remotes ?? [], answers.name);
  const app = target.kind === 'app' ? target.app : answers.name;
  const has = `${shown(directory)} has these add-ons: ${answers.addons.join(', ') || 'none'}.`;
  if (added.length + removed.length === 0)
    return `\n${[style.bold(`Nothing to do: ${has}`), ...notes.map((note) => style.yellow(shown(note)))].join('\n')}\n`;
  return [
    '',
    style.bold(has),
    ...changeLines(changes, result, {
      others: {
        delete: 'removed with its add-on',
        release: 'left alone: you changed it, so it is yours to remove',
      },
    }),
    ...result.kept.map((path) => `  ${shown(path)}: kept yours, which we didn't write`),
    ...[...notes, ...leftOnHeroku(catalog, removed, app)].map((note) => style.yellow(shown(note))),
    ...gitLines(result.git, { quiet: true }),
    ...(undecided.length > 0
      ? ['', style.yellow(`Resolve the conflict markers in ${undecided.map(shown).join(', ')}`)]
      : []),
    ...nextLines(addonNext(catalog, prepared, result)),
    '',
  ].join('\n');
}

/** What fits an app, for people to read. */
export function listText(catalog: Catalog, answers: Answers): string {
  const rows = rowsOf(catalog, answers).map(({ id, description, needs, price, chosen, offered }) => [
    `${chosen ? '[x]' : '[ ]'} ${id}`,
    `${offered ? '' : 'not offered here: '}${description}; ${costOf(price)}${needs.length > 0 ? `; needs ${needs.join(' or ')}` : ''}`,
  ]);
  return `${columns(rows)}\n`;
}

/** The same as data (schema: templates/schema/addons.schema.json). */
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
