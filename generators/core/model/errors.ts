/** What the user sees when the tool refuses or fails. */
export interface Problem {
  /** One line that names the problem. */
  readonly headline: string;
  /** What was seen and why it is a problem; may be several lines. */
  readonly detail: string;
  /** The exact command or change that fixes it. */
  readonly fix: string;
  /** Where to read more. */
  readonly url: string;
}

/** Exit codes of every entry point; documented in --help and in the README. */
export const exitCodes = { done: 0, refused: 1, passing: 75, interrupted: 130 } as const;

const manual = 'https://github.com/generator-heroku-nix/generator-heroku-nix#readme';

/**
 * A problem that the user can fix. Any other error thrown is a bug of ours.
 *
 * `code` is the process's exit code. It is a number because `yo` passes `error.code` to `process.exit`.
 */
export class UserError extends Error {
  readonly problem: Problem;
  readonly code: number;
  /** What else is known, for a reader of JSON. */
  data: Readonly<Record<string, unknown>> = {};

  constructor(problem: Omit<Problem, 'url'> & { url?: string }, code: number = exitCodes.refused) {
    const whole = { url: manual, ...problem };
    super(`${whole.headline}\n\n${whole.detail}\n\nFix: ${whole.fix}\nMore: ${whole.url}`);
    this.name = 'UserError';
    this.problem = whole;
    this.code = code;
  }
}

/** Operating system errors that go away on their own or once something is freed (sysexits.h: EX_TEMPFAIL). */
const passingFaults = new Set(['EAGAIN', 'EBUSY', 'EMFILE', 'ENFILE', 'EINTR', 'ETIMEDOUT', 'ENOSPC', 'EDQUOT']);

/** An error's code, such as ENOENT; empty if it has none. */
export const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
};

/** Whether the user pressed Ctrl-C at a prompt. */
export const isInterrupt = (error: unknown): boolean => error instanceof Error && error.name === 'ExitPromptError';

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && typeof (error as NodeJS.ErrnoException).code === 'string';

/**
 * Turns a file system error into a UserError; everything else passes unchanged.
 *
 * @param error what was caught
 * @param doing what was being done, as it reads after "Could not", e.g. "write my-app/flake.nix"
 */
export function explainSystemError(error: unknown, doing: string): unknown {
  if (!isSystemError(error)) return error;
  const passing = passingFaults.has(error.code ?? '');
  return new UserError(
    {
      headline: `Could not ${doing}`,
      detail: error.message,
      fix: passing
        ? 'free the resource named above, then run the same command again'
        : 'choose another directory, or give yourself the right to write there',
    },
    passing ? exitCodes.passing : exitCodes.refused,
  );
}
