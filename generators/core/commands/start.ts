import { loadCatalog } from '../catalog/load.js';
import { ownPackage } from '../catalog/paths.js';
import { explainSystemError, exitCodes } from '../model/errors.js';
import { readCommandLine, notUtf8 } from '../terminal/command-line.js';
import { fail } from '../terminal/print-error.js';
import { programFor, type Program } from '../terminal/program.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Command, Session } from './command.js';
import { declaredCommands } from './declared.js';
import { helpText } from './help.js';
import { meaningOf } from './words.js';

/**
 * Runs a command line. Tells every failure, and makes it the process's exit code.
 *
 * @param words the words after the program's name
 */
export async function start(words: readonly string[]): Promise<void> {
  const form = { json: words.includes('--json') };

  // What is thrown where nobody waits for it is told in the same words as anything else.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      fail(error, form);
      process.exit();
    });

  // A reader that has seen enough, as in `heroku-nix --help | head`, is fine.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fail(explainSystemError(error, 'write the report'), { json: false });
  });

  try {
    await run(words, programFor({ yo: false, env: process.env }));
  } catch (error) {
    if (!isInterrupt(error)) fail(error, form);
    else {
      process.stderr.write('Stopped. Nothing was written.\n');
      process.exitCode = exitCodes.interrupted;
    }
  }
}

/** Whether the person pressed Ctrl-C at a question. */
export const isInterrupt = (error: unknown): boolean => error instanceof Error && error.name === 'ExitPromptError';

async function run(words: readonly string[], program: Program): Promise<void> {
  const commands = declaredCommands();
  const meaning = meaningOf(words, Object.keys(commands), program);
  switch (meaning.kind) {
    case 'version':
      process.stdout.write(`${ownPackage.version}\n`);
      return;
    case 'help':
      process.stdout.write(helpText(loadCatalog(), commands, meaning.name, program));
      return;
    case 'command': {
      const { consoleTerminal } = await import('../terminal/console.js');
      const terminal = consoleTerminal();
      const code = await runCommand(meaning.name, meaning.argv, { cwd: workingDirectory(), program, terminal });
      if (code !== exitCodes.done) process.exitCode ??= code;
    }
  }
}

/**
 * Runs one command.
 *
 * @param name as it is typed
 * @param argv the words after it
 * @returns the exit code
 */
export async function runCommand(
  name: string,
  argv: readonly string[],
  place: Pick<Session, 'cwd' | 'program'> & { readonly terminal: Terminal },
): Promise<number> {
  const { command } = (await import(`./${name}/command.js`)) as { command: Command };
  const catalog = loadCatalog();
  const line = readCommandLine(catalog, command.spec, argv);
  const start: Session['start'] = (next, words) => runCommand(next, words, place);
  const finish = await command.prepare({ catalog, line, ...place, start });
  return finish();
}

/**
 * Finds the working directory.
 *
 * @throws UserError where it is gone, or has a name that can't be written down
 */
function workingDirectory(): string {
  let directory: string;
  try {
    directory = process.cwd();
  } catch (error) {
    throw explainSystemError(error, 'find the working directory');
  }
  if (directory.includes('\ufffd')) throw notUtf8('The path of the working directory', directory);
  return directory;
}
