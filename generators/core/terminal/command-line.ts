import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { listed } from '../answers/addons.js';
import { quote } from '../catalog/find.js';
import { nearest } from '../catalog/nearest.js';
import type { Catalog } from '../model/catalog.js';
import { UserError } from '../model/errors.js';
import type { PartialAnswers } from '../model/pipeline.js';
import { shellWord } from '../model/shell.js';
import {
  aliases,
  answerFlags,
  commonValues,
  exampleOf,
  optionNames,
  ownFlags,
  shorthands,
  switchFlags,
  valueFlags,
  type CommandSpec,
} from './command-spec.js';

/** A command line, read but not yet checked against the catalog. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly given: PartialAnswers;
  readonly switches: ReadonlySet<string>;
  readonly values: Readonly<Partial<Record<string, string>>>;
}

/** Flags that every command takes; `--no-` turns a switch off. */
const everywhere = ['help', 'version', 'color'];

/** Switches of Yeoman and yo that may be on the same command line; they mean nothing to us. */
const foreignSwitches = [
  ['ask-answered', 'bail', 'debug', 'experimental', 'force-install', 'ignore-version-check', 'insight', 'local-only'],
  ['skip-cache', 'skip-install', 'skip-local-cache', 'skip-yo-resolve', 'whitespace'],
].flat();

/**
 * Reads a command line.
 *
 * @param argv the words after the command
 * @throws UserError for an unknown flag, a flag without its value, or too many arguments
 */
export function readCommandLine(catalog: Catalog, spec: CommandSpec, argv: readonly string[]): CommandLine {
  const valued = valueFlags(catalog, spec);
  const plain = switchFlags(catalog, spec);
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      allowNegative: true,
      options: {
        ...Object.fromEntries(valued.map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries(
          [...plain, ...everywhere, ...foreignSwitches].map((name) => [name, { type: 'boolean' as const }]),
        ),
        // parseArgs reads --no-git as git: false.
        ...(plain.includes('no-git') ? { git: { type: 'boolean' as const } } : {}),
        ...(plain.includes('yes') ? { yes: { type: 'boolean' as const, short: 'y' } } : {}),
        help: { type: 'boolean', short: 'h' },
      },
    });
    const negated = 'git' in values && values.git === false ? { 'no-git': true } : {};
    return commandLineFrom(catalog, spec, positionals, { ...values, ...negated });
  } catch (error) {
    throw explainParseError(catalog, spec, error, valued, [...plain, ...everywhere]);
  }
}

/**
 * Reads what a program passes instead of a command line: Yeoman's arguments and options.
 *
 * @param flags by name, with dashes or in camel case
 */
export function commandLineFrom(
  catalog: Catalog,
  spec: CommandSpec,
  args: readonly string[],
  flags: Readonly<Record<string, unknown>>,
): CommandLine {
  const unread = [...args, ...Object.values(flags)].find((word) => typeof word === 'string' && /[\0\ufffd]/.test(word));
  if (typeof unread === 'string') throw notUtf8('A word of the command line', unread);
  if (args.length > spec.args.length && !spec.many) throw tooMany(spec, args);
  const value = (flag: string): unknown => flags[flag] ?? flags[camel(flag)];
  const text = (flag: string): [string, string][] => {
    const found = value(flag);
    return typeof found === 'string' || typeof found === 'number' ? [[flag, String(found)]] : [];
  };
  const isOn = (flag: string): boolean => value(flag) === true;
  const answers = spec.answers === 'all' ? Object.keys(commonValues) : spec.answers;
  return {
    args,
    given: {
      ...Object.fromEntries(answers.flatMap(text)),
      ...(spec.answers === 'all' ? addonsIn(text('addons'), shorthands(catalog, spec).filter(isOn)) : {}),
      options: spec.answers === 'all' ? Object.fromEntries(optionNames(catalog).flatMap(text)) : {},
    },
    switches: new Set(Object.keys(spec.switches).filter((name) => [name, aliases[name] ?? name].some(isOn))),
    values: Object.fromEntries(Object.keys(ownFlags(catalog, spec)).flatMap(text)),
  };
}

/**
 * The words that `yo` was started with for our generator; undefined if the process isn't `yo`.
 *
 * yo guesses the type of every value: `--python 3.10` reaches a generator as the number 3.1, and in `--yes my-app` the
 * directory becomes the value of --yes. So we read argv again.
 *
 * @param argv process.argv
 * @param namespace e.g. "heroku-nix:app"
 */
export function yoArguments(argv: readonly string[], namespace: string): string[] | undefined {
  const [, program = '', ...words] = argv;
  if (!['yo', 'yo.js', 'yo.cmd'].includes(basename(program)) && !/[\\/]yo[\\/]lib[\\/]cli\.js$/.test(program))
    return undefined;
  const door = words.findIndex((word) => word === namespace || `${word}:app` === namespace);
  return door === -1 ? undefined : words.filter((_, index) => index !== door);
}

/**
 * The error for bytes that aren't text: Node.js replaces them with U+FFFD, so the path would be another file's.
 *
 * @param what where they are
 * @param text as Node.js reads it
 */
export const notUtf8 = (what: string, text: string): UserError =>
  new UserError({
    headline: `${what} is not valid UTF-8`,
    detail: `As read: ${quote(text)}. A folder with another name would be written to.`,
    fix: 'rename the folder, or use another one; in a shell, mv and Tab can still name it',
    url: 'https://nodejs.org/api/process.html#processargv',
  });

/** Empty if add-ons aren't mentioned. */
const addonsIn = (
  [said]: readonly (readonly [string, string])[],
  short: readonly string[],
): Pick<PartialAnswers, 'addons'> =>
  said === undefined && short.length === 0 ? {} : { addons: [...new Set([...listed(said?.[1] ?? ''), ...short])] };

const camel = (flag: string): string => flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function tooMany({ args: known }: CommandSpec, args: readonly string[]): UserError {
  const name = known.at(-1)?.name;
  const asRead = `As read: ${args.map(quote).join(', ')}. Quote a value that has spaces.`;
  if (name === undefined)
    return new UserError({ headline: 'This command takes no arguments', detail: asRead, fix: 'leave them out' });
  return new UserError({
    headline: `More than one ${name} was given`,
    detail: asRead,
    fix: `give one ${name}, for example: ${args[known.length - 1] ?? '.'}`,
  });
}

const notHere = (flag: string): UserError =>
  new UserError({
    headline: `--${flag} can't be used with this command`,
    detail: 'It sets an answer that this command never asks for. Nothing was written.',
    fix: `leave --${flag} out; to change an answer, use the command update`,
  });

function explainParseError(
  catalog: Catalog,
  spec: CommandSpec,
  error: unknown,
  valued: readonly string[],
  plain: readonly string[],
): unknown {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('ERR_PARSE_ARGS')) return error;
  const flag = /'(?:-\w, )?-{1,2}([^\s'=]*)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    if ([...Object.keys(answerFlags), ...optionNames(catalog)].includes(flag)) throw notHere(flag);
    const meant = nearest(flag, [...valued, ...plain]);
    return new UserError({
      headline: `There is no option --${flag}`,
      detail: 'Nothing was written.',
      fix: meant === undefined ? 'see --help for every option' : `--${meant}`,
    });
  }
  const takesNone = plain.includes(flag);
  return new UserError({
    headline: takesNone ? `--${flag} takes no value` : `--${flag} needs a value`,
    detail: 'Nothing was written.',
    fix: takesNone ? `--${flag}` : `--${flag} ${shellWord(exampleOf(catalog, spec, flag))}`,
  });
}
