export { shellDirectory, shellWord } from '../shell.js';

/** How the tool was started, as it is typed. */
export type Program = string;

/**
 * Finds the words by which the user can start the same door again.
 *
 * @param env the process's environment; npm tells there how it runs us
 */
export function programFor({ yo, env }: { yo: boolean; env: NodeJS.ProcessEnv }): Program {
  if (yo) return 'yo heroku-nix';
  if (env.npm_lifecycle_event === 'start') return 'npm start --';
  if (env.npm_command === 'exec') return 'npx generator-heroku-nix';
  return 'heroku-nix';
}

/** How another door is opened by the same road. */
export const doorCommand = (program: Program, door: string): string =>
  program.startsWith('yo ') ? `${program}:${door}` : `${program} ${door}`;
