import { axesFor, forAxes, type Axis } from '../model/axes.js';
import type { Onboarded } from '../model/detection.js';
import type { Answers, PartialAnswers } from '../model/pipeline.js';
import type { AxisValue, Catalog, Template } from '../model/catalog.js';
import { addonsFault, costOf, inOrder, listed, noAddons, offeredBy } from './addons.js';
import { choicesFor, nameFault } from './partial.js';
import { find } from '../catalog/find.js';
import { titleFromName } from './title.js';

/** Something only the user can decide: a prompt in a terminal, a flag elsewhere. */
export interface Question {
  /** The flag that answers it, without dashes; also the name of the answer. */
  readonly flag: string;
  readonly title: string;
  readonly help: string;
  readonly default: string;
  /** The values to choose from; without them, the user types text. */
  readonly choices?: readonly { readonly value: string; readonly title: string; readonly description: string }[];
  /** Any number of choices may be selected; joined with commas, they are the answer. */
  readonly several?: true;
  /** Never prompted for: the default suits everyone, and a flag can change it. */
  readonly quiet?: true;
  /** Returns what is wrong with a typed text, or undefined. */
  readonly fault?: (text: string) => string | undefined;
}

/** Where defaults come from: the directory that is written to. */
export interface Background {
  /** What was answered there last time. */
  readonly stored: PartialAnswers;
  /** What was detected last time about an existing project. */
  readonly project?: Onboarded;
  /** The directory's path in a larger repository. */
  readonly folder?: string;
  /** The app name that the directory's own name suggests. */
  readonly name: string;
}

/**
 * Lists the open questions in the order to ask them: the template first, since its options depend on it.
 *
 * @returns only the template's question while the template is open; then all others; finally an empty list
 */
export function openQuestions(catalog: Catalog, given: PartialAnswers, background: Background): Question[] {
  if (given.template === undefined) return [templateQuestion(catalog, background)];
  const template = find(catalog.templates, 'template', given.template);
  const questions = [
    nameQuestion(background),
    ...optionQuestions(template, background),
    ...axisQuestions(catalog, background),
    ...addonsQuestion(catalog, template, background),
  ];
  return questions.filter(({ flag }) => answerTo(given, flag) === undefined);
}

/** Adds one answer, under its question's flag, to those given. */
export function withAnswer(catalog: Catalog, given: PartialAnswers, flag: string, value: string): PartialAnswers {
  if (flag === addonsFlag) return { ...given, addons: listed(value) };
  return isOption(catalog, flag)
    ? { ...given, options: { ...given.options, [flag]: value } }
    : { ...given, [flag]: value };
}

/**
 * Uses the default for everything that is still open.
 *
 * @param given what the user said; valid
 */
export function settle(catalog: Catalog, given: PartialAnswers, background: Background): Answers {
  let settled = given;
  for (let open = openQuestions(catalog, settled, background); open.length > 0;) {
    for (const question of open) settled = withAnswer(catalog, settled, question.flag, question.default);
    open = openQuestions(catalog, settled, background);
  }
  const { template = '', name = '', options } = settled;
  const sameName = background.stored.name === name;
  const title = given.title ?? (sameName ? background.stored.title : undefined) ?? titleFromName(name);
  const previous = background.stored.template === template ? background.project : undefined;
  const addons = inOrder(catalog, settled.addons ?? []);
  const values = forAxes((axis) => settled[axis.flag] ?? usualOf(catalog, axis));
  const { folder } = background;
  return {
    ...{ template, name, title, ...values, addons, options },
    ...(folder === undefined ? {} : { folder }),
    ...(previous ? { project: previous } : {}),
  };
}

const addonsFlag = 'addons';

const answerTo = (given: PartialAnswers, flag: string): string | undefined =>
  given.options[flag] ?? (given as Readonly<Record<string, unknown>>)[flag]?.toString();

const isOption = (catalog: Catalog, flag: string): boolean =>
  catalog.templates.some((template) => template.options.some((option) => option.name === flag));

function templateQuestion(catalog: Catalog, { stored }: Background): Question {
  return {
    flag: 'template',
    title: 'Which template?',
    help: 'Each template is a small production-ready app with tests.',
    default: stored.template ?? catalog.templates[0]?.id ?? '',
    choices: catalog.templates.map(({ id, title, description }) => ({ value: id, title, description })),
  };
}

function nameQuestion({ stored, name }: Background): Question {
  return {
    flag: 'name',
    title: 'Heroku app name?',
    help: 'Must not be taken on Heroku.',
    default: stored.name ?? name,
    fault: nameFault,
  };
}

function optionQuestions(template: Template, { stored, project }: Background): Question[] {
  const before = stored.template === template.id ? stored.options : {};
  return template.options.map((option) => ({
    flag: option.name,
    title: `${option.title}?`,
    help: option.help,
    default: before[option.name] ?? option.default,
    choices: choicesFor(option, project !== undefined).map((value) => ({
      value,
      title: value,
      description: option.help,
    })),
  }));
}

const axisQuestions = (catalog: Catalog, { stored, project }: Background): Question[] =>
  axesFor(project !== undefined).map((axis) => axisQuestion(catalog, axis, stored[axis.flag]));

const axisQuestion = (catalog: Catalog, axis: Axis, before: string | undefined): Question => ({
  flag: axis.flag,
  title: axis.question,
  help: axis.help,
  ...(axis.quiet ? { quiet: true } : {}),
  default: before ?? usualOf(catalog, axis),
  choices: catalog[axis.values].map(({ id, title, description, deprecated }: AxisValue) => ({
    value: id,
    title: deprecated === undefined ? title : `${title} (deprecated)`,
    description: deprecated ?? description,
  })),
});

const usualOf = (catalog: Catalog, { values }: Axis): string => catalog[values][0]?.id ?? '';

/** What the app gets besides its web process; not asked for an existing project. */
function addonsQuestion(catalog: Catalog, template: Template, { stored, project }: Background): Question[] {
  const offered = offeredBy(catalog, template);
  if (offered.length === 0 || project) return [];
  const before = stored.template === template.id ? (stored.addons ?? []) : [];
  return [
    {
      flag: addonsFlag,
      title: 'Add-ons?',
      help: 'Each costs money on Heroku once the app exists. You can add more later.',
      default: before.join(',') || noAddons,
      choices: offered.map(({ id, title, description, price }) => ({
        value: id,
        title,
        description: `${description}; ${costOf(price)}`,
      })),
      several: true,
      fault: (text) => addonsFault(catalog, template, listed(text)),
    },
  ];
}
