import { expect } from 'vitest';
import type { Machine } from './programs.js';
import { run, type Ran } from './run.js';

/** Where the tool runs, and its printed commands are typed. */
export interface Place {
  readonly cwd: string;
  readonly on: Machine;
}

/** Runs the tool. */
export const tool = (args: readonly string[], { cwd, on }: Place): Promise<Ran> => run(args, { cwd, env: on.env });

/** What shell lines print; each must succeed. */
export async function sh(line: string, { cwd, on }: Place): Promise<string> {
  const { code, stdout, stderr } = await run(['-c', `set -e\n${line}`], { cwd, env: on.env, program: ['sh'] });
  expect({ code, stderr, line }).toMatchObject({ code: 0 });
  return stdout;
}

/** The commands that a run prints at its end. */
export function nextIn({ code, stdout, stderr }: Ran): string[] {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const block = /^(?:Next|Then|If it's not on Heroku yet):\n((?: {2}.*\n)+)/m.exec(stdout)?.[1] ?? '';
  return block.split('\n').flatMap((line) => (/^ {2}(?! )/.test(line) ? [line.trim()] : []));
}

/** Types all of them, in order, in one shell; each must succeed. */
export const typed = async (ran: Ran, place: Place): Promise<void> => {
  await sh(nextIn(ran).join('\n'), place);
};
