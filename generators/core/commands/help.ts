import { costOf, noAddons } from '../answers/addons.js';
import type { Catalog } from '../model/catalog.js';
import {
  answerFlags,
  commonValues,
  ownFlags,
  shorthands,
  valuesOf,
  type CommandSpec,
  type FlagSpec,
} from '../terminal/command-spec.js';
import type { Program } from '../terminal/program.js';
import { columns, paragraphs, textWidth } from '../terminal/text.js';
import { defaultCommand, type CommandSpecs } from './declared.js';

/**
 * The text of --help: everything a user can type, with the values in the catalog.
 *
 * @param name of the command
 * @param program how the user started us
 * @param width where lines wrap; Infinity: never
 */
export function helpText(
  catalog: Catalog,
  commands: CommandSpecs,
  name: string,
  program: Program,
  width = textWidth(),
): string {
  const spec = commands[name];
  if (!spec) return '';
  const isDefault = name === defaultCommand;
  const word = (each: string): string => (program.startsWith('yo ') ? `:${each}` : ` ${each}`);
  const args = spec.args.map((arg) => (spec.many ? `<${arg.name}>…` : `[${arg.name}]`));
  const usage = [program + (isDefault ? '' : word(name)), ...args, '[options]'].join(' ');
  const typed = (example: string): string => {
    const filled = example
      .replaceAll('{template}', catalog.templates[0]?.id ?? '')
      .replaceAll('{addon}', catalog.addons[0]?.id ?? '');
    return isDefault ? `${program} ${filled}` : program + word(filled);
  };
  const rows = (all: readonly (readonly string[])[]): string => columns(all, width);
  const section = (title: string, all: readonly (readonly string[])[]): string =>
    all.length === 0 ? '' : `${title}\n${rows(all)}`;
  const sections = [
    paragraphs(spec.about, width),
    `Usage:\n  ${usage}`,
    rows(spec.args.map((arg) => [arg.name, arg.help])),
    ...(isDefault
      ? [
          section(
            'Commands:',
            Object.entries(commands)
              .filter(([, { binOnly }]) => !(binOnly && program.startsWith('yo ')))
              .map(([each, { summary }]) => [each, summary]),
          ),
          section(
            'Templates:',
            catalog.templates.map(({ id, description }) => [id, description]),
          ),
        ]
      : []),
    ...(spec.args.some(({ values }) => values === 'addons')
      ? [
          section(
            'Add-ons:',
            catalog.addons.map(({ id, description, price }) => [id, `${description}; ${costOf(price)}`]),
          ),
        ]
      : []),
    section('What the app is (asked for in a terminal):', answerRows(catalog, spec)),
    section('Options of templates:', spec.answers === 'all' ? optionRows(catalog, spec) : []),
    section('Options:', [
      ...Object.entries(ownFlags(catalog, spec)).map(([flag, { hint, help }]) => [`--${flag} <${hint}>`, help]),
      ...Object.entries(spec.switches).map(([flag, text]) => [flag === 'yes' ? '-y, --yes' : `--${flag}`, text]),
      ['-h, --help', 'show this text'],
      ...(isDefault ? [['--version', 'show the version of this generator']] : []),
    ]),
    `Examples:\n${spec.examples.map((example) => `  ${typed(example)}`).join('\n')}`,
    ...('dry-run' in spec.switches ? [section('Exit codes:', exits)] : []),
  ];
  return `\n${sections.filter((each) => each !== '').join('\n\n')}\n\n`;
}

const exits = [
  ['0', 'done'],
  ['1', 'refused, or conflict markers are left to resolve'],
  ['75', 'temporary failure, try again'],
  ['130', 'interrupted'],
];

function answerRows(catalog: Catalog, spec: CommandSpec): string[][] {
  const flags: readonly string[] = spec.answers === 'all' ? Object.keys(answerFlags) : spec.answers;
  const long = Object.entries<FlagSpec>(answerFlags)
    .filter(([flag]) => flags.includes(flag))
    .map(([flag, { hint, help, values }]) => {
      const ids = valuesOf(catalog, values);
      const preset = flag === 'addons' ? noAddons : flag in commonValues ? ids[0] : undefined;
      const parts = [help, ids.join(flag === 'addons' ? ',' : ' | '), preset === undefined ? '' : `default: ${preset}`];
      return [`--${flag} <${hint}>`, parts.filter(Boolean).join('; ')];
    });
  const short = catalog.addons
    .filter(({ id }) => shorthands(catalog, spec).includes(id))
    .map(({ id, needs }) => [`--${id}`, `short for --addons ${id}; needs one of ${needs.join(', ')}`]);
  return [...long, ...short];
}

const optionRows = ({ templates }: Catalog, { origins }: CommandSpec): string[][] =>
  templates.flatMap(({ id, options }) =>
    options.map(({ name, title, choices, default: preset, locked = [] }) => {
      const more = origins && locked.length > 0 ? `; with a lock file also ${locked.join(' | ')}` : '';
      return [`--${name} <${name}>`, `${id}: ${title}; ${choices.join(' | ')}; default: ${preset}${more}`];
    }),
  );
