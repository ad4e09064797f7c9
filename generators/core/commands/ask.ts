import { listed, noAddons } from '../answers/addons.js';
import { checkPartial } from '../answers/partial.js';
import { checkProject } from '../answers/project.js';
import type { Answers, PartialAnswers } from '../model/pipeline.js';
import { openQuestions, settle, withAnswer, type Background, type Question } from '../answers/questions.js';
import type { Catalog } from '../model/catalog.js';
import { UserError } from '../model/errors.js';
import { createCommand, type Program } from '../terminal/program.js';
import { style } from '../terminal/style.js';
import type { Prompt, Terminal } from '../terminal/terminal.js';
import { wrapped } from '../terminal/text.js';

/** Where the answers come from, and whether to prompt. */
export interface Asking {
  readonly catalog: Catalog;
  readonly terminal: Terminal;
  /** The answers on the command line. */
  readonly given: PartialAnswers;
  /** Whether to accept every default. */
  readonly yes: boolean;
  readonly background: Background;
  readonly interactive: boolean;
  /** As the user typed it. */
  readonly directory: string;
  /** How the command is started. */
  readonly program: Program;
}

/**
 * Collects the answers: from flags first, then from a person if there is one, then from defaults if --yes is given.
 *
 * @throws UserError for an invalid flag, or if an answer is missing and there is no one to ask
 */
export async function answersFor(asking: Asking): Promise<Answers> {
  const { catalog, terminal, yes, background, interactive } = asking;
  let { given } = asking;
  const isProject = background.project !== undefined;
  checkPartial(catalog, given, isProject);
  if (yes) return checked(catalog, settle(catalog, given, background), isProject);
  for (let open = openQuestions(catalog, given, background); open.length > 0;) {
    if (!interactive && open.some(({ several, quiet }) => !several && !quiet))
      throw nobodyToAsk(allOpen(catalog, given, background), { ...asking, given });
    const asked = interactive ? open.filter(({ quiet }) => !quiet) : [];
    const replies = asked.length > 0 ? await terminal.ask(asked.map(promptFor)) : {};
    for (const { flag, default: usual } of open)
      given = withAnswer(catalog, given, flag, String(replies[flag] ?? usual));
    checkPartial(catalog, given, isProject);
    open = openQuestions(catalog, given, background);
  }
  return checked(catalog, settle(catalog, given, background), isProject);
}

/** Checks that answers fit together, even if some are from a previous run. */
function checked(catalog: Catalog, answers: Answers, isProject: boolean): Answers {
  checkPartial(catalog, answers, isProject);
  checkProject(catalog, answers);
  return answers;
}

const promptFor = ({ flag: name, title, help, choices, several, default: preset, fault }: Question): Prompt => {
  const message = `${title} ${style.dim(`(--${name})`)}`;
  if (!choices)
    return {
      kind: 'text',
      name,
      message: `${message} ${style.dim(help)}`,
      default: preset,
      ...(fault ? { fault } : {}),
    };
  const rows = choices.map(({ value, title: shown, description }) => ({
    value,
    name: shown,
    description: wrapped(description === help ? help : `${description}. ${help}`, 76).join('\n'),
  }));
  if (!several) return { kind: 'select', name, message, default: preset, choices: rows };
  return {
    kind: 'checkbox',
    name,
    message,
    default: listed(preset),
    choices: rows,
    ...(fault ? { fault: (values: readonly string[]) => fault(values.join()) } : {}),
  };
};

/** Every open question at once: if the template is open, those of the default one. */
function allOpen(catalog: Catalog, given: PartialAnswers, background: Background): Question[] {
  const open = openQuestions(catalog, given, background);
  const template = open.find(({ flag }) => flag === 'template');
  if (!template) return open;
  return [template, ...openQuestions(catalog, { ...given, template: template.default }, background)];
}

function nobodyToAsk(open: readonly Question[], { directory, given, program }: Asking): UserError {
  const rows = open.map(({ flag, choices, several, default: preset }) => {
    const values = choices ? choices.map(({ value }) => value).join(several ? ',' : ' | ') : '<text>';
    return `--${flag} ${values}  (default: ${preset})`;
  });
  const template = given.template ?? open.find(({ flag }) => flag === 'template')?.default ?? '';
  const { options, addons, ...common } = given;
  const chosen = addons ? { addons: addons.join() || noAddons } : {};
  return new UserError({
    headline: "Can't prompt here (not a terminal), and some answers are missing",
    detail: `Still open:\n${rows.map((row) => `  ${row}`).join('\n')}`,
    fix: `give these flags, or take their defaults: ${createCommand(program, directory, { template, ...common, ...options, ...chosen })}`,
  });
}
