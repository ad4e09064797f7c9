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
 * Runs one command in the terminal that the program was started in. Reports every failure and sets the exit code.
 *
 * @param name as it is typed
 * @param argv the words after it
 */
export async function runInConsole(name: string, argv: readonly string[], program: Program): Promise<void> {
  const form = { json: argv.includes('--json') };

  // Uncaught errors and rejections are reported in the same words as any other failure.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      fail(error, form);
      process.exit();
    });

  // A reader may close the pipe early, as in `heroku-nix browse | head`.
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
 * @throws UserError if it is gone, or if its path isn't valid UTF-8
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
