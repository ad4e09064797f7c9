import type Generator from 'yeoman-generator';
import { checkProject, listed, noAddons } from '../answers/addons.js';
import { checkGiven, type Given } from '../answers/given.js';
import { openQuestions, settle, withAnswer, type Background, type Question } from '../answers/questions.js';
import type { Answers, Catalog } from '../domain.js';
import { UserError } from '../errors.js';
import type { Flags } from './flags.js';
import { shellDirectory, shellWord, type Program } from './program.js';
import { style } from './style.js';
import { wrapped } from './text.js';

/** Where the answers come from, and who may be asked. */
export interface Asking {
  readonly catalog: Catalog;
  readonly flags: Pick<Flags, 'directory' | 'given' | 'yes'>;
  readonly background: Background;
  readonly interactive: boolean;
  readonly program: Program;
  readonly prompt: Generator['prompt'];
}

/**
 * Brings the answers together: flags first, then a person where there is one, then defaults where --yes takes them.
 *
 * @throws UserError for a flag that does not hold, or when something is open and there is nobody to ask
 */
export async function answersFor({
  catalog,
  flags,
  background,
  interactive,
  program,
  prompt,
}: Asking): Promise<Answers> {
  checkGiven(catalog, flags.given);
  if (flags.yes) {
    return checked(catalog, settle(catalog, flags.given, background));
  }
  let given = flags.given;
  for (let open = openQuestions(catalog, given, background); open.length > 0;) {
    if (!interactive && open.some(({ several }) => !several))
      throw nobodyToAsk(allOpen(catalog, given, background), flags, program);
    const asked = interactive ? open.filter(({ quiet }) => !quiet) : [];
    const replies: Record<string, string | readonly string[]> =
      asked.length > 0 ? await prompt(asked.map(promptFor)) : {};
    for (const { flag, default: usual } of open)
      given = withAnswer(catalog, given, flag, String(replies[flag] ?? usual));
    checkGiven(catalog, given);
    open = openQuestions(catalog, given, background);
  }
  return checked(catalog, settle(catalog, given, background));
}

/** Answers that hold together, also where some were kept from a former run. */
function checked(catalog: Catalog, answers: Answers): Answers {
  checkGiven(catalog, answers);
  checkProject(catalog, answers);
  return answers;
}

/**
 * The command that gives the same answers without a prompt.
 *
 * @param directory as the user gave it
 */
export function sameCommand(program: Program, directory: string, answers: Answers, titleIsDefault: boolean): string {
  const { template, name, title, base, ci, addons, options } = answers;
  const chosen = addons.length > 0 ? { addons: addons.join() } : {};
  const values = { template, name, ...(titleIsDefault ? {} : { title }), ...options, base, ci, ...chosen };
  return commandLine(program, directory, values);
}

function commandLine(program: Program, directory: string, values: Readonly<Record<string, string>>): string {
  const words = Object.entries(values).map(([flag, value]) =>
    value.startsWith('-') ? shellWord(`--${flag}=${value}`) : `--${flag} ${shellWord(value)}`,
  );
  return [program, ...(directory === '.' ? [] : [shellDirectory(directory)]), ...words, '--yes'].join(' ');
}

const promptFor = (question: Question) => {
  const { flag, title, help, choices, several, fault } = question;
  const message = `${title} ${style.dim(`(--${flag})`)}`;
  if (!choices)
    return {
      type: 'input' as const,
      name: flag,
      message: `${message} ${style.dim(help)}`,
      default: question.default,
      validate: (text: string) => fault?.(text) ?? true,
    };
  const rows = choices.map(({ value, title: name, description }) => ({
    value,
    name,
    short: value,
    description: wrapped(description === help ? help : `${description}. ${help}`, 76).join('\n'),
  }));
  if (!several) return { type: 'select' as const, name: flag, message, default: question.default, choices: rows };
  const usual = listed(question.default);
  return {
    type: 'checkbox' as const,
    name: flag,
    message,
    choices: rows.map((row) => ({ ...row, checked: usual.includes(row.value) })),
    validate: (taken: readonly { readonly value: unknown }[]) =>
      fault?.(taken.map(({ value }) => String(value)).join()) ?? true,
  };
};

/** Every open question at once: where the template is open, those of the default one. */
function allOpen(catalog: Catalog, given: Given, background: Background): Question[] {
  const open = openQuestions(catalog, given, background);
  const template = open.find(({ flag }) => flag === 'template');
  if (!template) return open;
  return [template, ...openQuestions(catalog, { ...given, template: template.default }, background)];
}

function nobodyToAsk(open: readonly Question[], { directory, given }: Asking['flags'], program: Program): UserError {
  const rows = open.map(({ flag, choices, several, default: preset }) => {
    const values = choices ? choices.map(({ value }) => value).join(several ? ',' : ' | ') : '<text>';
    return `--${flag} ${values}  (default: ${preset})`;
  });
  const template = given.template ?? open.find(({ flag }) => flag === 'template')?.default ?? '';
  const { options, addons, ...common } = given;
  const chosen = addons ? { addons: addons.join() || noAddons } : {};
  return new UserError({
    headline: 'There is no terminal to ask on, and not everything was given',
    detail: `Still open:\n${rows.map((row) => `  ${row}`).join('\n')}`,
    fix: `give these flags, or take their defaults: ${commandLine(program, directory, { template, ...common, ...options, ...chosen })}`,
  });
}
