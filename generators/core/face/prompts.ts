import type Generator from 'yeoman-generator';
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
    const answers = settle(catalog, flags.given, background);
    checkGiven(catalog, answers);
    return answers;
  }
  let given = flags.given;
  for (let open = openQuestions(catalog, given, background); open.length > 0;) {
    if (!interactive) throw nobodyToAsk(allOpen(catalog, given, background), flags, program);
    const replies: Record<string, string> = await prompt(open.map(promptFor));
    for (const { flag } of open) given = withAnswer(catalog, given, flag, replies[flag] ?? '');
    checkGiven(catalog, given);
    open = openQuestions(catalog, given, background);
  }
  return settle(catalog, given, background);
}

/**
 * The command that gives the same answers without a prompt.
 *
 * @param directory as the user gave it
 */
export function sameCommand(program: Program, directory: string, answers: Answers, titleIsDefault: boolean): string {
  const { template, name, title, base, ci, options } = answers;
  const values = { template, name, ...(titleIsDefault ? {} : { title }), ...options, base, ci };
  return commandLine(program, directory, values);
}

function commandLine(program: Program, directory: string, values: Readonly<Record<string, string>>): string {
  const words = Object.entries(values).map(([flag, value]) =>
    value.startsWith('-') ? shellWord(`--${flag}=${value}`) : `--${flag} ${shellWord(value)}`,
  );
  return [program, ...(directory === '.' ? [] : [shellDirectory(directory)]), ...words, '--yes'].join(' ');
}

const promptFor = ({ flag, title, help, choices, fault, ...question }: Question) => {
  const hint = style.dim(`(--${flag})`);
  return choices
    ? {
        type: 'select' as const,
        name: flag,
        message: `${title} ${hint}`,
        default: question.default,
        choices: choices.map(({ value, title: label, description }) => ({
          value,
          name: label,
          short: value,
          description: wrapped(description === help ? help : `${description}. ${help}`, 76).join('\n'),
        })),
      }
    : {
        type: 'input' as const,
        name: flag,
        message: `${title} ${hint} ${style.dim(help)}`,
        default: question.default,
        validate: (text: string) => fault?.(text) ?? true,
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
  const rows = open.map(({ flag, choices, default: preset }) => {
    const values = choices ? choices.map(({ value }) => value).join(' | ') : '<text>';
    return `--${flag} ${values}  (default: ${preset})`;
  });
  const template = given.template ?? open.find(({ flag }) => flag === 'template')?.default ?? '';
  const { options, ...common } = given;
  return new UserError({
    headline: 'There is no terminal to ask on, and not everything was given',
    detail: `Still open:\n${rows.map((row) => `  ${row}`).join('\n')}`,
    fix: `give these flags, or take their defaults: ${commandLine(program, directory, { template, ...common, ...options })}`,
  });
}
