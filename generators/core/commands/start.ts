import { loadCatalog } from '../catalog/load.js';
import { ownPackage } from '../catalog/paths.js';
import { explainSystemError } from '../model/errors.js';
import { programFor, type Program } from '../terminal/program.js';
import { declaredCommands } from './declared.js';
import { meaningOf } from './words.js';

/* People wait for --help and for each Tab, so this module loads little; everything else is loaded on demand. */

/**
 * Runs a command line. Reports every failure and sets the exit code.
 *
 * @param words the words after the program's name
 */
export async function start(words: readonly string[]): Promise<void> {
  try {
    await run(words, programFor({ yo: false, env: process.env }));
  } catch (error) {
    await tell(error, { json: words.includes('--json') });
  }
}

async function run(words: readonly string[], program: Program): Promise<void> {
  if (words[0] === 'completion' && words[1] === '--words') {
    const { answer } = await import('./completion/answer.js');
    print(await answer(words.slice(2)));
    return;
  }
  const commands = declaredCommands();
  const meaning = meaningOf(words, Object.keys(commands), program);
  switch (meaning.kind) {
    case 'version':
      print(`${ownPackage.version}\n`);
      return;
    case 'help': {
      const { helpText } = await import('./help.js');
      print(helpText(loadCatalog(), commands, meaning.name, program));
      return;
    }
    case 'command': {
      const { runInConsole } = await import('./run.js');
      await runInConsole(meaning.name, meaning.argv, program);
    }
  }
}

/** Prints a text. The reader may close the pipe early, as in `heroku-nix --help | head`. */
function print(text: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') void tell(explainSystemError(error, 'write the report'), { json: false });
  });
  process.stdout.write(text);
}

async function tell(error: unknown, form: { readonly json: boolean }): Promise<void> {
  const { fail } = await import('../terminal/print-error.js');
  fail(error, form);
}
