import type { Commands } from '../../project/processes.js';
import type { CommandLine } from '../../terminal/command-line.js';
import type { CommandSpec } from '../../terminal/command-spec.js';
import { writingSwitches, writingValues } from '../writing.js';

export const spec = {
  summary: 'add Nix and Heroku to an existing project',
  about: `Looks at an existing project, shows what it found out, and adds what is missing for Nix and Heroku.

Your source is not touched, and no file of yours is overwritten unless you agree. What is left to do comes in order, each with its fix. What you don't give is found out; in a terminal you can correct it before anything is written.`,
  args: [{ name: 'directory', help: 'where the project is; default: here', values: 'directories' }],
  answers: 'all',
  origins: true,
  switches: {
    ...writingSwitches,
    explain: 'print what was found out about the project, and where; write nothing',
    check: 'print whether the project can be deployed, and what is missing; write nothing; exit code 0 if it is ready',
  },
  values: {
    ...writingValues,
    root: {
      hint: 'dir',
      help: 'folder of the app in a monorepo, such as packages/api',
      values: 'directories',
      example: 'packages/api',
    },
    web: { hint: 'command', help: 'command that starts the web process', example: 'node server.js' },
    worker: { hint: 'command', help: 'command that starts a worker', example: 'node worker.js' },
    release: { hint: 'command', help: 'command that runs before each release', example: 'node migrate.js' },
    build: { hint: 'command', help: 'command of the build, or none', example: 'npm run build' },
  },
  examples: [
    'onboard --explain',
    'onboard --check',
    'onboard my-project --dry-run --yes',
    'onboard --root packages/api --web "node server.js"',
  ],
} as const satisfies CommandSpec;

/** The command of the build on a command line: empty if that says there is none, undefined if it says nothing. */
export function buildOf({ values }: CommandLine): string | undefined {
  const command = values.build?.trim();
  return command === none ? '' : command;
}

/** Says that there is no build. */
export const none = 'none';

/** The commands of processes on a command line; a blank one doesn't count. */
export const commandsOf = ({ values }: CommandLine): Commands =>
  Object.fromEntries(
    (['web', 'worker', 'release'] as const).flatMap((type) => {
      const command = values[type]?.trim() ?? '';
      return command === '' ? [] : [[type, command]];
    }),
  );
