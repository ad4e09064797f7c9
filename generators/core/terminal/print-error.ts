import { ownPackage } from '../catalog/paths.js';
import type { UserError } from '../model/errors.js';
import { failureOf, isHangUp } from './failure.js';
import { shown, shownJson, shownLines } from '../model/shown.js';
import { style } from './style.js';

/** Reports a failure to a person on stderr, or to a program on stdout if it asked for JSON. */
function printError({ problem, data }: UserError, { json }: { json: boolean }): void {
  if (json) {
    process.stdout.write(shownJson({ format: 1, error: problem, ...data }));
    return;
  }
  const { headline, detail, fix, url } = problem;
  process.stderr.write(
    `\n${style.red.bold(shown(headline))}\n\n${indent(shownLines(detail))}\n\n  ${style.bold('Fix:')}  ${shownLines(fix)}\n  ${style.bold('More:')} ${shown(url)}\n\n`,
  );
}

let told = false;

/**
 * Reports the first error, since later ones follow from it, and sets the exit code. Developers see the stack with
 * HEROKU_NIX_DEBUG=1.
 *
 * @param error anything that was thrown
 */
export function fail(error: unknown, form: { json: boolean }): void {
  if (isHangUp(error)) {
    // Node.js would abort, with a stack, when it resets the terminal at the end. A signal ends it before that.
    process.removeAllListeners('SIGHUP');
    process.kill(process.pid, 'SIGHUP');
  }
  if (told) return;
  told = true;
  const failure = failureOf(error, { version: ownPackage.version, argv: process.argv.slice(2) });
  process.exitCode = failure.code;
  printError(failure, form);
  if (process.env.HEROKU_NIX_DEBUG === '1' && error instanceof Error)
    process.stderr.write(`${shownLines(error.stack ?? error.message)}\n`);
}

const indent = (text: string): string => text.replace(/^/gm, '  ');
