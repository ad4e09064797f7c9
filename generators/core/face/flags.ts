import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../domain.js';
import { nearest } from '../answers/nearest.js';
import { quote, type Given } from '../answers/given.js';
import { UserError } from '../errors.js';

/** A command line, read but not yet held against the catalog. */
export interface Flags {
  readonly directory: string;
  readonly given: Given;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly skipGit: boolean;
  readonly force: boolean;
}

/** A switch that a door understands. */
export const switches = {
  yes: 'take every default; never prompt',
  'dry-run': 'show the plan, with a diff for files that exist; write nothing',
  json: 'print the plan and the result as JSON, and nothing else, on stdout',
  'skip-git': 'neither git init nor git add',
  force: 'overwrite files that differ',
} as const;

/** Values that every template takes. */
export const commonValues = {
  template: 'what the app will be',
  name: 'Heroku app name; default: made from the directory',
  title: 'title for people; default: made from the name',
  base: 'Docker base in which Nix builds the app',
  ci: 'CI system',
} as const;

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
 * @throws UserError for an unknown flag, a flag without its value, or more than one directory
 */
export function readArguments(catalog: Catalog, argv: readonly string[]): Flags {
  const valued = [...Object.keys(commonValues), ...optionNames(catalog)];
  const plain = [...Object.keys(switches), ...foreignSwitches];
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      allowNegative: true,
      options: {
        ...Object.fromEntries(valued.map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries(plain.map((name) => [name, { type: 'boolean' as const }])),
        yes: { type: 'boolean', short: 'y' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return flagsFrom(catalog, positionals, values);
  } catch (error) {
    throw explainParseError(error, [...valued, ...plain]);
  }
}

/**
 * Reads what a program hands over instead of a command line: Yeoman's arguments and options.
 *
 * @param values by flag name, with dashes or in camel case
 */
export function flagsFrom(
  catalog: Catalog,
  positionals: readonly string[],
  values: Readonly<Record<string, unknown>>,
): Flags {
  if (positionals.length > 1) {
    throw new UserError({
      headline: 'More than one directory was given',
      detail: `As read: ${positionals.map(quote).join(', ')}. A value with spaces must be quoted.`,
      fix: `give one directory, for example: ${positionals[0] ?? '.'}`,
    });
  }
  const value = (flag: string): unknown => values[flag] ?? values[camel(flag)];
  const text = (flag: string): [string, string][] => {
    const found = value(flag);
    return typeof found === 'string' || typeof found === 'number' ? [[flag, String(found)]] : [];
  };
  return {
    directory: positionals[0] ?? '.',
    given: {
      ...Object.fromEntries(Object.keys(commonValues).flatMap(text)),
      options: Object.fromEntries(optionNames(catalog).flatMap(text)),
    },
    yes: value('yes') === true,
    dryRun: value('dry-run') === true,
    json: value('json') === true,
    skipGit: value('skip-git') === true,
    force: value('force') === true,
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

const camel = (flag: string): string => flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function explainParseError(error: unknown, known: readonly string[]): unknown {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('ERR_PARSE_ARGS')) return error;
  const flag = /'(?:-\w, )?-{1,2}([^\s'=]*)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const meant = nearest(flag, known);
    return new UserError({
      headline: `There is no option --${flag}`,
      detail: 'Nothing was written.',
      fix: meant === undefined ? 'see --help for every option' : `--${meant}`,
    });
  }
  return new UserError({
    headline: `The option --${flag} is not used as it should be`,
    detail: error.message,
    fix: known.includes(flag) && flag in switches ? `--${flag}` : `--${flag}=VALUE`,
  });
}
