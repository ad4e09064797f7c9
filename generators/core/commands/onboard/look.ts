import { statSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { checkPartial } from '../../answers/partial.js';
import { isWithoutWeb, type Commands } from '../../project/processes.js';
import type { Detected } from '../../model/detection.js';
import type { Catalog, Template } from '../../model/catalog.js';
import { explainSystemError } from '../../model/errors.js';
import { examine, type Examined } from '../../project/detect.js';
import type { CommandLine } from '../../terminal/command-line.js';
import { ownFlags } from '../../terminal/command-spec.js';
import { withAnswer } from '../../answers/questions.js';
import { shellDirectory, shellWord } from '../../model/shell.js';
import { shown, shownLines } from '../../model/shown.js';
import type { Requirement } from '../../model/readiness.js';
import { unstarted } from '../../project/requirements/unstarted.js';
import { style } from '../../terminal/style.js';
import { notAProject, startUnknown, templateUnknown, unsupported, type Refusing } from './refusals.js';
import type { Terminal } from '../../terminal/terminal.js';
import type { WritingFlags } from '../writing.js';
import { originOf } from './origin.js';
import { commandsOf, spec } from './spec.js';

/** What to examine, where, and whether to prompt. */
export interface OnboardInput {
  readonly catalog: Catalog;
  readonly line: CommandLine;
  readonly flags: WritingFlags;
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Absolute path of the project. */
  readonly root: string;
  readonly interactive: boolean;
  /** How the command is started, for the commands in errors. */
  readonly command: string;
  readonly terminal: Terminal;
}

/** What we can rely on. */
export interface Look extends Examined {
  readonly template: Template;
  readonly commands: Commands;
  /** What was looked at, with what a person said since. */
  readonly input: OnboardInput;
}

/** The project's absolute path. */
export const rootOf = ({ cwd, flags, line }: Pick<OnboardInput, 'cwd' | 'flags' | 'line'>): string =>
  resolve(cwd, flags.directory, line.values.root ?? '.');

/** The same with one more flag on the command line. */
export function withFlag(input: OnboardInput, flag: string, value: string): OnboardInput {
  const { catalog, line } = input;
  if (Object.hasOwn(ownFlags(catalog, spec), flag)) {
    const said = { ...line, values: { ...line.values, [flag]: value } };
    return { ...input, line: said, root: rootOf({ ...input, line: said }) };
  }
  const given = withAnswer(catalog, line.given, flag, value);
  // Another template has other options.
  const own = catalog.templates.find(({ id }) => id === given.template)?.options ?? [];
  const options = Object.entries(given.options).filter(([name]) => own.some((option) => option.name === name));
  return {
    ...input,
    line: { ...line, given: flag === 'template' ? { ...given, options: Object.fromEntries(options) } : given },
  };
}

/** What we can detect about a project without asking anyone. */
export function firstLook({ catalog, line, root }: Pick<OnboardInput, 'catalog' | 'line' | 'root'>): Examined {
  checkPartial(catalog, line.given, true);
  try {
    if (!statSync(root).isDirectory()) throw notAProject(root, 'it is no directory');
  } catch (error) {
    throw explainSystemError(error, `look at ${root}`);
  }
  return examine(
    { templates: catalog.templates, common: catalog.detection },
    root,
    line.given.template,
    line.given.options,
    catalog.templates.map((template) => originOf(template, line)).find((each) => each !== undefined),
  );
}

/**
 * Asks for what couldn't be detected.
 *
 * @param first what was detected
 * @throws UserError if there is no one to ask, or if this kind of project can't be onboarded
 */
export async function look(looking: OnboardInput, first: Examined): Promise<Look> {
  const { catalog, interactive } = looking;
  let [input, examined] = [looking, first];
  if (examined.detected.template === undefined) {
    const { detected } = examined;
    const chosen = interactive && mayBeAsked(catalog, detected) ? await askTemplate(looking, detected) : undefined;
    if (chosen === undefined) throw templateUnknown(inPlace(looking), detected);
    input = withFlag(input, 'template', chosen);
    examined = firstLook(input);
  }
  const { detected } = examined;
  const template = catalog.templates.find(({ id }) => id === detected.template);
  if (!template?.onboard) throw unsupported(looking, detected, template?.language ?? '');
  if (!isStartKnown(detected, commandsOf(input.line))) {
    if (!interactive) throw startUnknown(inPlace(looking), examined);
    input = withFlag(input, 'web', await askStart(looking, detected, unstarted(examined, template)));
  }
  return { ...examined, template, commands: commandsOf(input.line), input };
}

/** Whether we know how the app starts, so that nobody has to be asked. */
export const isStartKnown = (detected: Detected, commands: Commands): boolean =>
  commands.web !== undefined || detected.facts.start?.settled === true || isWithoutWeb(detected, commands);

/** The command as the user has to type it for the same directory, and for a folder below it. */
export const inPlace = (looking: OnboardInput): OnboardInput & Pick<Refusing, 'below'> => {
  const { command, flags, line } = looking;
  const { root } = line.values;
  const where = flags.directory === '.' ? [] : [shellDirectory(flags.directory)];
  const at = (folder: string): string => [command, ...where, `--root ${shellWord(folder)}`].join(' ');
  return {
    ...looking,
    command: root === undefined ? [command, ...where].join(' ') : at(root),
    below: (path) => at(posix.join(root ?? '.', path)),
  };
};

/** Don't ask for a template if the language has none. */
const mayBeAsked = ({ templates }: Catalog, { kind }: Detected): boolean =>
  kind === undefined || !kind.settled || templates.some(({ id }) => id === kind.value);

async function askTemplate({ catalog, terminal }: OnboardInput, { kind }: Detected): Promise<string> {
  const { template } = await terminal.ask([
    {
      kind: 'select',
      name: 'template',
      message: "Can't tell for certain which language the project is written in. Which one is it? (--template)",
      ...(kind ? { default: kind.value } : {}),
      choices: catalog.templates
        .filter(({ onboard }) => onboard)
        .map(({ id, language }) => ({ value: id, name: `${language} (${id})` })),
    },
  ]);
  return String(template);
}

async function askStart(
  { terminal }: OnboardInput,
  { facts }: Detected,
  why: Requirement | undefined,
): Promise<string> {
  if (why?.state.is === 'missing')
    terminal.print(`${style.bold(shown(why.headline))}\n${shownLines(why.state.fix ?? '')}\n`);
  const guesses = facts.start ? [facts.start, ...facts.start.alternatives].map(({ value }) => value) : [];
  const [guess] = guesses;
  const { web } = await terminal.ask([
    {
      kind: 'text',
      name: 'web',
      message: `Which command starts the web process, on 0.0.0.0 and $PORT? (--web)${guesses.length > 1 ? ` It may be one of: ${guesses.map(shown).join(' | ')}` : ''}`,
      // A command with control characters can't be used.
      ...(guess === undefined || shown(guess) !== guess ? {} : { default: guess }),
      fault: (text) => (text.trim() === '' ? 'a command is needed' : undefined),
    },
  ]);
  return String(web);
}
