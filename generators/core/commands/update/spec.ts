import { UserError } from '../../model/errors.js';
import type { PartialAnswers } from '../../model/pipeline.js';
import type { Prefer } from '../../plan/merge.js';
import type { CommandLine } from '../../terminal/command-line.js';
import type { CommandSpec } from '../../terminal/command-spec.js';
import { writingFlags, writingSwitches, writingValues, type WritingFlags } from '../writing.js';

export const spec = {
  summary: 'bring a repository up to the newest templates, or change an answer',
  about: `Brings a repository that this generator wrote up to its newest templates. Your changes are merged, never lost.

A managed file that you left alone is replaced. One that you edited is merged line by line; where your change and ours meet, both are kept between conflict markers, as in git, and the exit code is 1. A file that you removed stays away. Files that are yours (the app, its tests, the README) are not touched.

With a flag such as --ci, an answer changes as well. Then what follows from it is merged into files that are yours too, such as the README; where your lines and ours meet, yours stay.`,
  args: [{ name: 'directory', help: 'where the repository is; default: here', values: 'directories' }],
  answers: 'all',
  switches: {
    ...writingSwitches,
    ours: 'where your change and ours meet, keep yours',
    theirs: 'where your change and ours meet, take ours; overwrite files that we did not write',
  },
  values: writingValues,
  examples: ['update --dry-run', 'update --ci none', 'update --theirs'],
} as const satisfies CommandSpec;

/** The command line of update. */
export interface UpdateFlags extends WritingFlags {
  readonly given: PartialAnswers;
  readonly prefer?: Prefer;
}

/**
 * Reads the command line of update.
 *
 * @throws UserError if both sides are preferred
 */
export function updateFlags(line: CommandLine): UpdateFlags {
  const [prefer, other] = (['ours', 'theirs'] as const).filter((side) => line.switches.has(side));
  if (other) throw bothSides();
  return { ...writingFlags(line, line.args[0]), given: line.given, ...(prefer ? { prefer } : {}) };
}

const bothSides = (): UserError =>
  new UserError({
    headline: "--ours and --theirs can't be combined",
    detail: 'Each decides whose lines win where both sides changed them.',
    fix: 'give one of them, or neither to get conflict markers',
  });
