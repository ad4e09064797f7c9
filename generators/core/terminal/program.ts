import { installedAs } from '../catalog/paths.js';
import { axisAnswers } from '../model/axes.js';
import type { Answers } from '../model/pipeline.js';
import { shellDirectory, shellWord } from '../model/shell.js';

/** How the tool was started, as typed. */
export type Program = string;

/**
 * Finds the words that the user can start the tool with again.
 *
 * @param env the process's environment; npm says there how it runs us
 */
export function programFor({ yo, env }: { yo: boolean; env: NodeJS.ProcessEnv }): Program {
  if (yo) return 'yo heroku-nix';
  if (env.npm_lifecycle_event === 'start') return 'npm start --';
  if (env.npm_command === 'exec') return `npx ${installedAs}`;
  return 'heroku-nix';
}

/** How to start another command in the same way. */
export const commandFor = (program: Program, door: string): string =>
  program.startsWith('yo ') ? `${program}:${door}` : `${program} ${door}`;

/**
 * The command that gives the same answers without prompts.
 *
 * @param directory as the user typed it
 */
export function sameCommand(program: Program, directory: string, answers: Answers, titleIsDefault: boolean): string {
  const { template, name, title, addons, options } = answers;
  const chosen = addons.length > 0 ? { addons: addons.join() } : {};
  const values = {
    template,
    name,
    ...(titleIsDefault ? {} : { title }),
    ...options,
    ...axisAnswers(answers),
    ...chosen,
  };
  return createCommand(program, directory, values);
}

/** A command line that creates an app with these answers. */
export function createCommand(program: Program, directory: string, values: Readonly<Record<string, string>>): string {
  const words = Object.entries(values).map(([flag, value]) =>
    value.startsWith('-') ? shellWord(`--${flag}=${value}`) : `--${flag} ${shellWord(value)}`,
  );
  return [program, ...(directory === '.' ? [] : [shellDirectory(directory)]), ...words, '--yes'].join(' ');
}
