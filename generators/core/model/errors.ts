/** What a person is told when the tool refuses or fails. */
export interface Problem {
  /** One line that names the problem. */
  readonly headline: string;
  /** What was seen and why it is a problem; may hold several lines. */
  readonly detail: string;
  /** The exact command or change that mends it. */
  readonly fix: string;
  /** Where to read on. */
  readonly url: string;
}

/** Exit codes of every door; documented in --help and in the README. */
export const exitCodes = { done: 0, refused: 1, passing: 75, interrupted: 130 } as const;

const manual = 'https://github.com/generator-heroku-nix/generator-heroku-nix#readme';

/**
 * A problem that the user can mend. Anything else that is thrown is a fault of ours.
 *
 * `code` is the process's exit code: numeric, because `yo` hands `error.code` to `process.exit`.
 */
export class UserError extends Error {
  readonly problem: Problem;
  readonly code: number;

  constructor(problem: Omit<Problem, 'url'> & { url?: string }, code: number = exitCodes.refused) {
    const whole = { url: manual, ...problem };
    super(`${whole.headline}\n\n${whole.detail}\n\nFix: ${whole.fix}\nMore: ${whole.url}`);
    this.name = 'UserError';
    this.problem = whole;
    this.code = code;
  }
}

/** Errors of the operating system that go away by themselves or by freeing something (sysexits.h: EX_TEMPFAIL). */
const passingFaults = new Set(['EAGAIN', 'EBUSY', 'EMFILE', 'ENFILE', 'EINTR', 'ETIMEDOUT', 'ENOSPC', 'EDQUOT']);

/** The code of an error, such as ENOENT; empty for one without. */
export const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
};

/** Whether the person pressed Ctrl-C at a question. */
export const isInterrupt = (error: unknown): boolean => error instanceof Error && error.name === 'ExitPromptError';

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && typeof (error as NodeJS.ErrnoException).code === 'string';

/**
 * Gives a file system error the form of a UserError; everything else passes unchanged.
 *
 * @param error what was caught
 * @param doing what was being done, to stand after "Could not", e.g. "write my-app/flake.nix"
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
