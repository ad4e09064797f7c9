import { exitCodes, UserError } from '../errors.js';
import { style } from './style.js';

/**
 * Tells an error to the person on stderr, and to a program on stdout when it asked for JSON.
 *
 * @param error a UserError is told in full; anything else is a fault of ours and shows its stack
 */
function printError(error: unknown, { json }: { json: boolean }): void {
  const trouble =
    error instanceof UserError
      ? error.trouble
      : {
          headline: 'Something went wrong inside heroku-nix',
          detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
          fix: 'please report this, with the text above and the command you ran',
          url: 'https://github.com/generator-heroku-nix/generator-heroku-nix/issues',
        };
  if (json) {
    process.stdout.write(`${JSON.stringify({ format: 1, error: trouble }, null, 2)}\n`);
    return;
  }
  const { headline, detail, fix, url } = trouble;
  process.stderr.write(
    `\n${style.red.bold(headline)}\n\n${indent(detail)}\n\n  ${style.bold('Fix:')}  ${fix}\n  ${style.bold('More:')} ${url}\n\n`,
  );
}

/** Tells an error as `printError` does, and makes it the process's exit code. */
export function fail(error: unknown, form: { json: boolean }): void {
  process.exitCode = error instanceof UserError ? error.code : exitCodes.refused;
  printError(error, form);
}

const indent = (text: string): string => text.replace(/^/gm, '  ');
