import { UserError } from '../../errors.js';
import type { CommandLine, Grammar } from '../command-line.js';

export const addonGrammar = {
  words: ['add-on'],
  many: true,
  switches: {
    remove: 'take the add-ons off again',
    list: 'show what fits the app, what it costs, and what it has; write nothing',
    'dry-run': 'show the plan, with a diff for each file; write nothing',
    json: 'print the plan and the result as JSON, and nothing else, on stdout',
    force: 'change files although they are not committed, or git cannot say',
  },
  values: { directory: 'where the repository is; default: here' },
} as const satisfies Grammar;

/** A command line of the door that adds and removes add-ons. */
export interface AddonFlags {
  readonly directory: string;
  readonly named: readonly string[];
  readonly remove: boolean;
  readonly list: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly force: boolean;
}

/**
 * Takes the command line as this door understands it.
 *
 * @throws UserError for a flag that answers a question of another door
 */
export const addonFlagsOf = ({ words, given, switches, values }: CommandLine): AddonFlags => {
  const { options, ...common } = given;
  const [foreign] = Object.keys({ ...common, ...options });
  if (foreign !== undefined) throw notHere(foreign);
  return {
    directory: values.directory ?? '.',
    named: [...new Set(words.flatMap((word) => word.split(',')).filter(Boolean))],
    remove: switches.has('remove'),
    list: switches.has('list'),
    dryRun: switches.has('dry-run'),
    json: switches.has('json'),
    force: switches.has('force'),
  };
};

const notHere = (flag: string): UserError =>
  new UserError({
    headline: `--${flag} does not go with addon`,
    detail: 'Add-ons are named without a flag; other answers are changed by update.',
    fix: `leave --${flag} out`,
  });
