import type { CommandLine } from '../../terminal/command-line.js';
import type { CommandSpec } from '../../terminal/command-spec.js';
import { writingFlags, writingSwitches, writingValues, type WritingFlags } from '../writing.js';

export const spec = {
  summary: 'add a database or a worker, or remove one',
  about: `Gives an app that this generator wrote a database, a worker and the like, or removes them.

What creating with the add-on would have written is merged into what is there: heroku.yml, app.json, flake.nix, CI, and the app itself. Files that you left alone are replaced, those you edited are merged line by line. Where your change and ours meet, both are kept between conflict markers, as in git, and the exit code is 1. A file that you removed stays away.

With --remove, files of the add-on that you changed stay; nothing on Heroku is touched.`,
  args: [{ name: 'add-on', help: 'which one; more can follow', values: 'addons' }],
  many: true,
  answers: [],
  switches: {
    ...writingSwitches,
    remove: 'remove the add-ons instead',
    list: 'show what fits the app, what it costs, and what it has; write nothing',
  },
  values: writingValues,
  examples: ['addon --list', 'addon {addon} --dry-run', 'addon {addon} --remove'],
} as const satisfies CommandSpec;

/** The command line of addon. */
export interface AddonFlags extends WritingFlags {
  readonly named: readonly string[];
  readonly remove: boolean;
  readonly list: boolean;
}

export const addonFlags = (line: CommandLine): AddonFlags => ({
  ...writingFlags(line),
  named: [...new Set(line.args.flatMap((word) => word.split(',')).filter(Boolean))],
  remove: line.switches.has('remove'),
  list: line.switches.has('list'),
});
