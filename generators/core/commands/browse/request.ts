import type { Answers, PartialAnswers } from '../../model/pipeline.js';
import type { Catalog } from '../../model/catalog.js';
import { UserError } from '../../model/errors.js';
import { checkPartial } from '../../answers/partial.js';
import { quote } from '../../catalog/find.js';
import { nearest } from '../../catalog/nearest.js';
import type { CommandLine } from '../../terminal/command-line.js';
import { sampleAnswers } from '../sample.js';

/** What the user wants to see. */
export type Request =
  | { readonly kind: 'catalog' }
  | {
      readonly kind: 'template';
      readonly answers: Answers;
      /** The path of the one file that was requested. */
      readonly file?: string;
      /** What it is compared with: the answers before the change to `answers`. */
      readonly before?: Answers;
    };

/** Whether a person at a terminal gets the tour: they named nothing to print. */
export const wantsTour = ({ args, given, switches, values }: CommandLine): boolean =>
  args.length === 0 &&
  given.template === undefined &&
  ['diff-defaults', 'open', 'text'].every((name) => !switches.has(name)) &&
  Object.keys(values).length === 0 &&
  process.env.TERM !== 'dumb';

/**
 * Works out what a command line asks for.
 *
 * @param command how the command is started, for the commands in errors
 * @throws UserError for what isn't in the catalog, and for flags that need a template
 */
export function requestOf(catalog: Catalog, { args, given, switches, values }: CommandLine, command: string): Request {
  const [word, file] = args;
  const template = word ?? given.template;
  const wanted = { ...given, ...(template === undefined ? {} : { template: known(catalog, template, command) }) };
  checkPartial(catalog, wanted);
  if (wanted.template === undefined) {
    if (values.diff !== undefined || switches.has('diff-defaults')) throw nothingToCompare(catalog, command);
    return { kind: 'catalog' };
  }
  const answers = sampleAnswers(catalog, wanted);
  const shown = { kind: 'template', ...(file === undefined ? {} : { file }) } as const;
  if (values.diff !== undefined) {
    if (switches.has('diff-defaults')) throw twoComparisons(answers.template, command);
    const other = { ...others(given), template: known(catalog, values.diff, command) };
    return { ...shown, before: answers, answers: sampleAnswers(catalog, other) };
  }
  if (!switches.has('diff-defaults')) return { ...shown, answers };
  return { ...shown, before: usualAnswers(catalog, answers), answers };
}

/** The answers for every template: those given, and defaults for the rest. */
export const usualOf = (catalog: Catalog, { given }: CommandLine): Map<string, Answers> =>
  new Map(catalog.templates.map(({ id }) => [id, sampleAnswers(catalog, { ...others(given), template: id })]));

/** The same app with every default. */
export const usualAnswers = (catalog: Catalog, { template, name, title }: Answers): Answers =>
  sampleAnswers(catalog, { template, name, title, options: {} });

/** The answers that apply to any template: another one has its own options. */
const others = (given: PartialAnswers): PartialAnswers => ({ ...given, options: {} });

function known(catalog: Catalog, word: string, command: string): string {
  const ids = catalog.templates.map(({ id }) => id);
  if (ids.includes(word)) return word;
  const meant = nearest(word, ids);
  throw new UserError({
    headline: `There is no template called ${quote(word)}`,
    detail: `There are: ${ids.join(', ')}.`,
    fix: meant === undefined ? `${command}, without a name, to see them all` : `${command} ${meant}`,
  });
}

const twoComparisons = (template: string, command: string): UserError =>
  new UserError({
    headline: 'Only one comparison can be shown at a time',
    detail: '--diff compares with another template, --diff-defaults with the same one.',
    fix: `${command} ${template} --diff-defaults`,
  });

const nothingToCompare = (catalog: Catalog, command: string): UserError =>
  new UserError({
    headline: 'There is nothing to compare',
    detail: '--diff and --diff-defaults need a template.',
    fix: `${command} ${catalog.templates[0]?.id ?? ''} --diff ${catalog.templates[1]?.id ?? ''}`,
  });
