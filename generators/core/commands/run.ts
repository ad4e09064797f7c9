import { loadCatalog } from '../catalog/load.js';
import { exitCodes, explainSystemError, isInterrupt } from '../model/errors.js';
import { notUtf8, readCommandLine } from '../terminal/command-line.js';
import { consoleTerminal } from '../terminal/console.js';
import { fail } from '../terminal/print-error.js';
import type { Program } from '../terminal/program.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Command, Session } from './command.js';
import { checkForUpdate } from './update-notice.js';

/**
 * Runs one command in the terminal that the program was started in. Tells every failure, and makes the result the
 * process's exit code.
 *
 * @param name as it is typed
 * @param argv the words after it
 */
export async function runInConsole(name: string, argv: readonly string[], program: Program): Promise<void> {
  const form = { json: argv.includes('--json') };

  // What is thrown where no one waits for it is told in the same words as anything else.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      fail(error, form);
      process.exit();
    });

  // A reader that has seen enough, as in `heroku-nix browse | head`, is fine.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fail(explainSystemError(error, 'write the report'), { json: false });
  });

  const update = checkForUpdate(argv, program);
  try {
    const code = await runCommand(name, argv, { cwd: workingDirectory(), program, terminal: consoleTerminal() });
    if (code !== exitCodes.done) process.exitCode ??= code;
    await update.tell();
  } catch (error) {
    if (!isInterrupt(error)) fail(error, form);
    else {
      process.stderr.write('Stopped. Nothing was written.\n');
      process.exitCode = exitCodes.interrupted;
    }
  } finally {
    update.cancel();
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
  const command = await loadCommand(name);
  const catalog = loadCatalog();
  const line = readCommandLine(catalog, command.spec, argv);
  const start: Session['start'] = (next, words) => runCommand(next, words, place);
  const finish = await command.prepare({ catalog, line, ...place, start });
  return finish();
}

/**
 * Loads a command.
 *
 * @param name as it is typed
 */
export async function loadCommand(name: string): Promise<Command> {
  const { command } = (await import(`./${name}/command.js`)) as { command: Command };
  return command;
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
