import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../domain.js';
import { nearest } from '../answers/nearest.js';
import { listed } from '../answers/addons.js';
import { quote, type Given } from '../answers/given.js';
import { UserError } from '../errors.js';

/** What a door's command line may hold beside the values of answers. */
export interface Grammar {
  /** What the words that are no flags are, in order; each may be left out. */
  readonly words: readonly string[];
  /** Whether the last of them may be given more than once. */
  readonly many?: true;
  /** Switches, with a line of help. */
  readonly switches: Readonly<Record<string, string>>;
  /** Flags with a value that are no answers, with a line of help. */
  readonly values: Readonly<Record<string, string>>;
}

/** A command line, read but not yet held against the catalog. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly given: Given;
  readonly switches: ReadonlySet<string>;
  readonly values: Readonly<Partial<Record<string, string>>>;
}

/** Values that every template takes. */
export const commonValues = {
  template: 'what the app will be',
  name: 'Heroku app name; default: made from the directory',
  title: 'title for people; default: made from the name',
  base: 'Docker base in which Nix builds the app',
  ci: 'CI system',
} as const;

/** The flag that answers with a list. */
const addonsFlag = { addons: 'add-ons, with commas between them' } as const;

/** Every flag that answers a question which is not a template's own. */
export const answerFlags = { ...commonValues, ...addonsFlag } as const;

/** Add-ons that a switch of their own name adds, where the door has no other use for the name. */
const shorthands = ({ addons }: Catalog, { values }: Grammar): string[] =>
  addons.flatMap(({ id, shorthand }) => (shorthand && !(id in values) ? [id] : []));

/** Switches of Yeoman and yo that may stand on the same command line; they mean nothing to us. */
const foreignSwitches = [
  ['ask-answered', 'bail', 'debug', 'experimental', 'force-install', 'help', 'ignore-version-check', 'insight'],
  ['local-only', 'skip-cache', 'skip-install', 'skip-local-cache', 'skip-yo-resolve', 'version', 'whitespace', 'color'],
].flat();

/** Every option of every template, by name; a name that two templates share means the same to both. */
export const optionNames = (catalog: Catalog): string[] => [
  ...new Set(catalog.templates.flatMap(({ options }) => options.map(({ name }) => name))),
];

/**
 * Reads a command line.
 *
 * @param argv the words behind the program's name
 * @throws UserError for an unknown flag, a flag without its value, or too many words
 */
export function readCommandLine(catalog: Catalog, grammar: Grammar, argv: readonly string[]): CommandLine {
  const valued = [...Object.keys(answerFlags), ...optionNames(catalog), ...Object.keys(grammar.values)];
  const plain = [...Object.keys(grammar.switches), ...shorthands(catalog, grammar), ...foreignSwitches];
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      allowNegative: true,
      options: {
        ...Object.fromEntries(valued.map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries(plain.map((name) => [name, { type: 'boolean' as const }])),
        ...('yes' in grammar.switches ? { yes: { type: 'boolean' as const, short: 'y' } } : {}),
        help: { type: 'boolean', short: 'h' },
      },
    });
    return commandLineFrom(catalog, grammar, positionals, values);
  } catch (error) {
    throw explainParseError(error, valued, plain);
  }
}

/**
 * Reads what a program hands over instead of a command line: Yeoman's arguments and options.
 *
 * @param flags by name, with dashes or in camel case
 */
export function commandLineFrom(
  catalog: Catalog,
  grammar: Grammar,
  words: readonly string[],
  flags: Readonly<Record<string, unknown>>,
): CommandLine {
  const unread = [...words, ...Object.values(flags)].find(
    (word) => typeof word === 'string' && /[\0\ufffd]/.test(word),
  );
  if (typeof unread === 'string') throw notUtf8('A word of the command line', unread);
  if (words.length > grammar.words.length && !grammar.many) {
    throw new UserError({
      headline: `More than one ${grammar.words.at(-1) ?? 'word'} was given`,
      detail: `As read: ${words.map(quote).join(', ')}. A value with spaces must be quoted.`,
      fix: `give one ${grammar.words.at(-1) ?? 'word'}, for example: ${words[grammar.words.length - 1] ?? '.'}`,
    });
  }
  const value = (flag: string): unknown => flags[flag] ?? flags[camel(flag)];
  const text = (flag: string): [string, string][] => {
    const found = value(flag);
    return typeof found === 'string' || typeof found === 'number' ? [[flag, String(found)]] : [];
  };
  return {
    words,
    given: {
      ...Object.fromEntries(Object.keys(commonValues).flatMap(text)),
      ...addonsIn(
        text('addons'),
        shorthands(catalog, grammar).filter((name) => value(name) === true),
      ),
      options: Object.fromEntries(optionNames(catalog).flatMap(text)),
    },
    switches: new Set(Object.keys(grammar.switches).filter((name) => value(name) === true)),
    values: Object.fromEntries(Object.keys(grammar.values).flatMap(text)),
  };
}

/**
 * The words that `yo` was started with for our generator; nothing when the process is not `yo`.
 *
 * yo guesses the kind of every value: `--python 3.10` reaches a generator as the number 3.1, and in `--yes my-app` the
 * directory becomes the value of --yes. So its command line is read again.
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
 * The refusal of bytes that are no text: Node.js has put U+FFFD in their place, so another file would be meant.
 *
 * @param what whose they are
 * @param text as Node.js reads it
 */
export const notUtf8 = (what: string, text: string): UserError =>
  new UserError({
    headline: `${what} is not valid UTF-8`,
    detail: `As read: ${quote(text)}. A folder of another name would be written to.`,
    fix: 'rename the folder, or give another one; in a shell, mv and Tab can still name it',
    url: 'https://nodejs.org/api/process.html#processargv',
  });

/** Nothing where nothing was said of add-ons. */
const addonsIn = ([said]: readonly (readonly [string, string])[], short: readonly string[]): Pick<Given, 'addons'> =>
  said === undefined && short.length === 0 ? {} : { addons: [...new Set([...listed(said?.[1] ?? ''), ...short])] };

const camel = (flag: string): string => flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function explainParseError(error: unknown, valued: readonly string[], plain: readonly string[]): unknown {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('ERR_PARSE_ARGS')) return error;
  const flag = /'(?:-\w, )?-{1,2}([^\s'=]*)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const meant = nearest(flag, [...valued, ...plain]);
    return new UserError({
      headline: `There is no option --${flag}`,
      detail: 'Nothing was written.',
      fix: meant === undefined ? 'see --help for every option' : `--${meant}`,
    });
  }
  return new UserError({
    headline: `The option --${flag} is not used as it should be`,
    detail: error.message,
    fix: plain.includes(flag) ? `--${flag}` : `--${flag}=VALUE`,
  });
}
