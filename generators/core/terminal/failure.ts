import { codeOf, exitCodes, explainSystemError, UserError } from '../model/errors.js';
import { shown } from '../model/shown.js';

/** Where to report our bugs. */
const issues = 'https://github.com/generator-heroku-nix/generator-heroku-nix/issues';

/** What a failure needs to know about the run. */
export interface Run {
  /** Version of this package. */
  readonly version: string;
  /** The words of the command line. */
  readonly argv: readonly string[];
}

/**
 * Turns anything that was thrown into a UserError. It has no stack: HEROKU_NIX_DEBUG shows that.
 *
 * @param error what was caught; its code shows what isn't our bug
 */
export function failureOf(error: unknown, run: Run): UserError {
  if (error instanceof UserError) return error;
  const known = settingFailure(error) ?? filesFailure(error) ?? installFailure(error) ?? passingFailure(error);
  if (known) return known;
  const code = codeOf(error);
  const passing = shortages.has(code) || messageOf(error).endsWith('Out of memory');
  return new UserError(
    {
      headline: passing ? 'The system gave this program too little to work with' : 'heroku-nix hit a bug',
      detail: `${messageOf(error)}\nVersion ${run.version}, Node.js ${process.version}, run as: ${wordsOf(run.argv)}`,
      fix: passing
        ? 'end other programs, or raise the limits of memory and open files, then run the same command again'
        : `report these lines at ${issues}`,
      url: issues,
    },
    passing ? exitCodes.passing : exitCodes.refused,
  );
}

/** Whether the terminal went away during a prompt: then there is no one to report to. */
export const isHangUp = (error: unknown): boolean =>
  codeOf(error) === 'EIO' && error instanceof Error && 'syscall' in error && error.message.includes('setRawMode');

/** Node.js errors for lack of threads or memory. */
const shortages = new Set(['ERR_WORKER_INIT_FAILED', 'ERR_WORKER_OUT_OF_MEMORY']);

/** What the system refuses for now, wherever that happened. */
function passingFailure(error: unknown): UserError | undefined {
  const explained = explainSystemError(error, 'go on');
  return explained instanceof UserError && explained.code === exitCodes.passing ? explained : undefined;
}

/** Node.js settings that forbid what our libraries need. */
function settingFailure(error: unknown): UserError | undefined {
  const flag = messageOf(error).startsWith('Code generation from strings disallowed')
    ? '--disallow-code-generation-from-strings'
    : codeOf(error) === 'ERR_PROTO_ACCESS'
      ? '--disable-proto'
      : undefined;
  if (flag === undefined) return undefined;
  return new UserError({
    headline: `heroku-nix doesn't run under ${flag}`,
    detail: `Node.js was started with this setting, and said: ${messageOf(error)}`,
    fix: `run the same command without it: look at NODE_OPTIONS (now: ${shown(process.env.NODE_OPTIONS ?? 'not set')})`,
    url: 'https://nodejs.org/api/cli.html',
  });
}

/** Modules that aren't found: Node.js reports the same if it can't open another file. */
const lost = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED']);

/** How many files must be open at once to load a thousand modules. */
const enoughFiles = 512;

/** The limit on open files is low. */
function filesFailure(error: unknown): UserError | undefined {
  if (!lost.has(codeOf(error)) && codeOf(error) !== 'EMFILE') return undefined;
  const files = openFiles();
  if (files === undefined || files >= enoughFiles) return undefined;
  return new UserError(
    {
      headline: `Only ${files} files may be open at once`,
      detail: `heroku-nix needs up to ${enoughFiles} while it starts. Node.js said: ${messageOf(error)}`,
      fix: 'ulimit -n 1024, then the same command again',
    },
    exitCodes.passing,
  );
}

/** The system's limit on open files for this process; undefined if there is none. */
function openFiles(): number | undefined {
  try {
    const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } };
    const soft = userLimits?.open_files?.soft;
    return Number.isSafeInteger(Number(soft)) ? Number(soft) : undefined;
  } catch {
    return undefined;
  }
}

/** A part of the package, or of its dependencies, is missing. */
function installFailure(error: unknown): UserError | undefined {
  if (!lost.has(codeOf(error))) return undefined;
  return new UserError({
    headline: 'A part of heroku-nix is missing',
    detail: messageOf(error),
    fix: 'npm install --global generator-heroku-nix@latest; in a checkout: npm ci',
  });
}

/** What an error says, in one line. */
function messageOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return shown(line.slice(0, 500)) || 'It gave no reason';
}

/** A command line without values: they may be secrets or private names. */
const wordsOf = (argv: readonly string[]): string =>
  [
    'heroku-nix',
    ...argv.slice(0, 40).map((word) => /^(?:-{0,2}[a-z][a-z-]{0,24}|\.)(?==|$)/.exec(word)?.[0] ?? '…'),
  ].join(' ');
