import { costOf, noAddons, offeredBy } from '../../answers/addons.js';
import { choicesOf } from '../../answers/choices.js';
import { installedAs } from '../../catalog/paths.js';
import type { Addon } from '../../model/addon.js';
import type { Catalog, Template } from '../../model/catalog.js';
import type { ProcessType } from '../../model/layer.js';
import type { Answers } from '../../model/pipeline.js';
import { records } from '../../model/records.js';
import { sourcesFor } from '../../render/layers.js';
import { createCommand } from '../../terminal/program.js';
import { declaredCommands, type CommandSpecs } from '../declared.js';
import { helpText } from '../help.js';
import { sampleName } from '../sample.js';

/** How to start the tool, no matter how it was started. */
const program = `npx ${installedAs}`;

/**
 * Everything about all templates as one Markdown text, for people or language models: the same for everyone, without
 * colors, with each paragraph on one line.
 *
 * @param usual the answers to show each template with, by its id; a template without any is left out
 */
export function allText(catalog: Catalog, usual: ReadonlyMap<string, Answers>): string {
  const commands = declaredCommands();
  const sections = [
    '# heroku-nix',
    `> ${commands.create?.about.replaceAll('\n\n', ' ') ?? ''}`,
    `Start it with \`${program}\`; it needs Node.js, and neither Nix nor Docker. Add --yes to take every default and never be asked.`,
    ...commandsText(catalog, commands),
    '## Add-ons',
    ...catalog.addons.map(addonText),
    ...catalog.templates.flatMap((template) => {
      const answers = usual.get(template.id);
      return answers ? templateText(catalog, template, answers) : [];
    }),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

const commandsText = (catalog: Catalog, commands: CommandSpecs): string[] => [
  '## Commands',
  list(Object.entries(commands).map(([name, { summary }]) => [name, summary])),
  ...Object.keys(commands).flatMap((name) => [
    `### ${name}`,
    `\`\`\`text\n${helpText(catalog, commands, name, program, Infinity).trim()}\n\`\`\``,
  ]),
];

const addonText = ({ id, title, description, heroku, price, needs, processes, release }: Addon): string =>
  [
    `### ${title} (${id})`,
    `${description}.`,
    list([
      ...(heroku ? [['Heroku', heroku.plan] as const] : []),
      ['Price', `${costOf(price)}, ${price.url}`],
      ...(needs.length > 0 ? [['Needs one of', needs.join(', ')] as const] : []),
      ...[...processes, ...(release ? [release] : [])].map(processRow),
    ]),
  ].join('\n\n');

function templateText(catalog: Catalog, template: Template, answers: Answers): string[] {
  const { id, title, description, language, processes } = template;
  const addons = offeredBy(catalog, template);
  const choices = choicesOf(catalog, answers);
  const values = Object.fromEntries(choices.map(({ name, usual }) => [name, usual]));
  const own = filesOf(catalog, answers);
  return [
    `## Template ${id}: ${title}`,
    `${description}. Language: ${language}.`,
    `Create it:\n\n\`\`\`sh\n${createCommand(program, sampleName, { template: id, ...values })}\n\`\`\``,
    `### Options of ${id}`,
    ...choices.map(({ name, help, usual, values: all }) =>
      [
        `--${name}: ${help.replace(/\.?$/, '.')} Default: ${usual}.`,
        list(all.map(({ value, title, note }) => [value, about(title === value ? '' : title, note)])),
      ].join('\n\n'),
    ),
    `--addons: ${addons.map((addon) => addon.id).join(', ') || noAddons}, separated by commas. Default: ${noAddons}.`,
    `### Process types of ${id}`,
    list(processes.map(processRow)),
    `### Files of ${id}`,
    list(own),
    ...addons.flatMap((addon) => {
      const known = new Set(own.map(([path]) => path));
      const more = filesOf(catalog, { ...answers, addons: withNeeds(catalog, addon) });
      const added = more.filter(([path]) => !known.has(path));
      return added.length === 0 ? [] : [`With --addons ${withNeeds(catalog, addon).join(',')} also:`, list(added)];
    }),
  ];
}

const about = (title: string, note: string): string => [title, note].filter(Boolean).join(': ');

const processRow = ({ name, description, command }: ProcessType): readonly [string, string] => [
  name,
  `${description}: \`${command}\``,
];

/** An add-on and the first one it needs, in the catalog's order. */
const withNeeds = ({ addons }: Catalog, { id, needs }: Addon): string[] =>
  addons.map((each) => each.id).filter((each) => each === id || each === needs[0]);

const filesOf = (catalog: Catalog, answers: Answers): (readonly [string, string])[] =>
  [
    ...sourcesFor(catalog, answers).map(({ path, row }) => [path, row.reason] as const),
    ...records.map(({ path, reason }) => [path, reason] as const),
  ].sort(([a], [b]) => (a < b ? -1 : 1));

const list = (rows: readonly (readonly [string, string])[]): string =>
  rows.map(([name, text]) => (text === '' ? `- ${name}` : `- ${name}: ${text}`)).join('\n');
