import { resolve } from 'node:path';
import { UserError } from '../model/errors.js';
import type { CommandLine } from '../terminal/command-line.js';

/** Flags that mean the same in every command that writes files. */
export interface WritingFlags {
  /** As the user typed it. */
  readonly directory: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly force: boolean;
  readonly skipGit: boolean;
}

export const writingSwitches = {
  yes: 'accept every default; never prompt',
  'dry-run': 'show the plan, with a diff of each file that changes; write nothing',
  json: 'print the plan and the result as JSON on stdout, and nothing else',
  force: 'overwrite files that differ, and go on when files are not committed',
  'skip-git': 'leave git alone: no git init, no git add (also --no-git)',
} as const;

export const writingValues = {
  directory: { hint: 'dir', help: 'where the repository is; default: here', values: 'directories', example: 'my-app' },
} as const;

/**
 * Reads the flags that all writing commands share.
 *
 * @param argument the directory, if the command also takes it as an argument
 * @throws UserError if both are given and differ
 */
export function writingFlags({ switches, values }: CommandLine, argument?: string): WritingFlags {
  const { directory = argument ?? '.' } = values;
  if (argument !== undefined && resolve(argument) !== resolve(directory)) throw twoDirectories(argument, directory);
  return {
    directory,
    yes: switches.has('yes'),
    dryRun: switches.has('dry-run'),
    json: switches.has('json'),
    force: switches.has('force'),
    skipGit: switches.has('skip-git'),
  };
}

const twoDirectories = (argument: string, directory: string): UserError =>
  new UserError({
    headline: 'Two directories were given',
    detail: `As read: ${argument}, and --directory ${directory}.`,
    fix: 'give one of them',
  });
