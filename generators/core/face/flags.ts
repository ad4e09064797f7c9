import type { Catalog } from '../domain.js';
import type { Given } from '../answers/given.js';
import { readCommandLine, type CommandLine, type Grammar } from './command-line.js';

/** A command line of the door that writes a repository. */
export interface Flags {
  readonly directory: string;
  readonly given: Given;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly skipGit: boolean;
  readonly force: boolean;
}

export const createGrammar = {
  words: ['directory'],
  switches: {
    yes: 'take every default; never prompt',
    'dry-run': 'show the plan, with a diff for files that exist; write nothing',
    json: 'print the plan and the result as JSON, and nothing else, on stdout',
    'skip-git': 'neither git init nor git add',
    force: 'overwrite files that differ',
  },
  values: {},
} as const satisfies Grammar;

export const flagsOf = ({ words, given, switches }: CommandLine): Flags => ({
  directory: words[0] ?? '.',
  given,
  yes: switches.has('yes'),
  dryRun: switches.has('dry-run'),
  json: switches.has('json'),
  skipGit: switches.has('skip-git'),
  force: switches.has('force'),
});

/** The words of a command line that say what is given. */
export const wordsOf = ({ options, addons, ...common }: Given): string[] =>
  Object.entries({ ...common, ...(addons ? { addons: addons.join() } : {}), ...options }).map(
    ([flag, value]) => `--${flag}=${value}`,
  );

/**
 * Reads a command line of the door that writes a repository.
 *
 * @param argv the words behind the program's name
 * @throws UserError as readCommandLine does
 */
export const readArguments = (catalog: Catalog, argv: readonly string[]): Flags =>
  flagsOf(readCommandLine(catalog, createGrammar, argv));
