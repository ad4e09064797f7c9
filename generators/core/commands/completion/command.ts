import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '../../catalog/find.js';
import { nearest } from '../../catalog/nearest.js';
import { completionRoot, installedAs, installedProgram } from '../../catalog/paths.js';
import { UserError } from '../../model/errors.js';
import type { Command, Finish, Session } from '../command.js';
import { spec } from './spec.js';

/** Prints a shell's script, or how to install it. */
function prepare({ line, program, terminal }: Session): Promise<Finish> {
  const [shell] = line.args;
  if (shell !== undefined && !shells.includes(shell)) throw unknownShell(shell, program);
  const name = shell === undefined ? 'install.txt' : `completion.${shell}`;
  const text = readFileSync(join(completionRoot, name), 'utf8');
  return Promise.resolve(() => {
    terminal.print(text.replaceAll('{package}', installedAs).replaceAll('heroku-nix', installedProgram));
    return Promise.resolve(0);
  });
}

const shells: readonly string[] = spec.args[0].values;

const unknownShell = (shell: string, program: string): UserError =>
  new UserError({
    headline: `There is no completion for ${quote(shell)}`,
    detail: `Available: ${shells.join(', ')}`,
    fix: `${program} completion ${nearest(shell, shells) ?? ''}`.trim(),
  });

export const command: Command = { spec, prepare };
