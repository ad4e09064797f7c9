import type { Commands } from '../../answers/onboarded.js';
import type { CommandLine, Grammar } from '../command-line.js';
import { createGrammar } from '../flags.js';

export const onboardGrammar = {
  words: ['directory'],
  switches: {
    explain: 'print what was found out about the project, and by what; write nothing',
    ...createGrammar.switches,
  },
  values: {
    root: 'folder of the app in a repository of many, such as packages/api',
    web: 'command that starts the web process',
    worker: 'command that starts a worker',
    release: 'command that runs before each release',
  },
} as const satisfies Grammar;

/** The commands that a command line gives; a blank one is none. */
export const commandsOf = ({ values }: CommandLine): Commands =>
  Object.fromEntries(
    (['web', 'worker', 'release'] as const).flatMap((type) => {
      const command = values[type]?.trim() ?? '';
      return command === '' ? [] : [[type, command]];
    }),
  );
