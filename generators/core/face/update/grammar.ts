import type { Given } from '../../answers/given.js';
import { UserError } from '../../errors.js';
import type { Favour } from '../../plan/merge.js';
import type { CommandLine, Grammar } from '../command-line.js';

export const updateGrammar = {
  words: ['directory'],
  switches: {
    'dry-run': 'show the plan, with a diff for each file; write nothing',
    ours: 'where your change and ours meet, keep yours',
    theirs: 'where your change and ours meet, take ours; overwrite files that we did not write',
    yes: 'take the default of an option that is no longer as it was; never prompt',
    json: 'print the plan and the result as JSON, and nothing else, on stdout',
    force: 'update although files are not committed, or git cannot say',
  },
  values: {},
} as const satisfies Grammar;

/** A command line of the door that updates a repository. */
export interface UpdateFlags {
  readonly directory: string;
  readonly given: Given;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly force: boolean;
  readonly favour?: Favour;
}

/**
 * Takes the command line as this door understands it.
 *
 * @throws UserError when both sides are favoured
 */
export const updateFlagsOf = ({ words, given, switches }: CommandLine): UpdateFlags => {
  const [favour, other] = (['ours', 'theirs'] as const).filter((side) => switches.has(side));
  if (other) throw bothSides();
  return {
    directory: words[0] ?? '.',
    given,
    yes: switches.has('yes'),
    dryRun: switches.has('dry-run'),
    json: switches.has('json'),
    force: switches.has('force'),
    ...(favour ? { favour } : {}),
  };
};

const bothSides = (): UserError =>
  new UserError({
    headline: '--ours and --theirs cannot both be meant',
    detail: 'Each says whose lines stay where both sides changed them.',
    fix: 'give one of them, or neither to have such places marked',
  });
