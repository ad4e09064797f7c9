import { execaSync } from 'execa';
import { dirname } from 'node:path';
import { shownLines } from '../../model/shown.js';
import { programPath, trustedPath } from '../programs.js';

/** git's answer. */
export interface Answer {
  /** 127, as in a shell, if git couldn't be started or took too long. */
  readonly exitCode: number;
  readonly stdout: string;
  /** Why it failed, in git's own words, safe to print; empty if there is nothing to say. */
  readonly why: string;
  /** Whether retrying soon may work. */
  readonly passing: boolean;
}

/** How git is started. */
export interface Start {
  /** Additional settings, as name=value. */
  readonly settings?: readonly string[];
  readonly input?: string;
  /** Whether git writes; otherwise it takes no locks. */
  readonly writes?: boolean;
}

/**
 * Settings that keep git from starting any other program, whatever the repository says. Command-line settings override
 * those in files (https://git-scm.com/docs/git-config#SCOPES). Drivers with names of their own are in ./drivers.ts.
 */
const safe = [
  // Git before 2.38 doesn't know this setting: see `openRepository`, which never lets git search.
  'safe.bareRepository=explicit',
  // Empty means off in every version; before 2.36 "false" was the name of a program.
  'core.fsmonitor=',
  `core.hooksPath=${process.platform === 'win32' ? 'NUL' : '/dev/null'}`,
  'core.pager=cat',
  'core.editor=:',
  'core.askPass=',
  'core.sshCommand=false',
  'core.alternateRefsCommand=',
  'credential.helper=',
  'diff.external=',
  'gpg.program=false',
  'commit.gpgSign=false',
  'protocol.allow=never',
  'submodule.recurse=false',
  'status.submoduleSummary=false',
  'core.quotePath=false',
];

/** The same for environment variables; also, git must not fetch missing objects. */
const variables = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_SSH_COMMAND: 'false',
  GIT_PAGER: 'cat',
  GIT_EDITOR: ':',
  // git's messages in English: we look for some of them.
  LC_ALL: 'C',
};

/** Variables that users configure git with. Others, as set by git hooks, point git to another repository. */
const kept = /^GIT_(CONFIG_.+|EXEC_PATH|TEMPLATE_DIR|DEFAULT_HASH|TEST_ASSUME_DIFFERENT_OWNER)$/;

const unstarted = { exitCode: 127, stdout: '', passing: false } as const;

/** Messages of temporary problems. */
const passing = /\.lock': File exists|No space left|Disk quota|temporarily unavailable|Too many open files/;

/**
 * Starts git; nothing else does. No program that the repository names is run.
 *
 * Synchronous: there is no other work to do, and reading pipes piece by piece costs as much as git itself.
 *
 * @param cwd absolute path; git is kept from looking for a repository above it
 */
export function git(
  cwd: string,
  args: readonly string[],
  { settings = [], input, writes = false }: Start = {},
): Answer {
  const program = programPath('git', cwd);
  if (program === undefined) return { ...unstarted, why: 'git is not installed' };
  const options = [...safe, ...settings].flatMap((setting) => ['-c', setting]);
  const locks = writes ? [] : ['--no-optional-locks'];
  try {
    const result = execaSync(program, ['--no-pager', ...locks, ...options, ...args], {
      cwd,
      env: { ...environment(cwd), ...variables, GIT_CEILING_DIRECTORIES: dirname(cwd) },
      extendEnv: false,
      reject: false,
      timeout: 60_000,
      // A git that only reads may be killed at once; one that writes removes its lock first.
      killSignal: writes ? 'SIGTERM' : 'SIGKILL',
      ...(input === undefined ? { stdin: 'ignore' } : { input }),
    });
    // If git couldn't be started, or took too long, it has neither an exit code nor a message.
    const { exitCode = unstarted.exitCode, stdout, stderr, failed, timedOut, shortMessage = '' } = result;
    if (timedOut) return { ...unstarted, why: 'git did not answer within a minute', passing: true };
    const words = stderr || (failed ? shortMessage : '');
    const why = shownLines(words.trim().replaceAll('\t', '  '));
    return { exitCode, stdout, why, passing: passing.test(stderr) };
  } catch (error) {
    // Arguments that can't be passed to any program, such as a NUL in a path.
    return { ...unstarted, why: shownLines(String(error)) };
  }
}

function environment(cwd: string): NodeJS.ProcessEnv {
  const left = Object.entries(process.env).filter(
    ([name]) => name.toUpperCase() !== 'PATH' && (kept.test(name) || !name.toUpperCase().startsWith('GIT_')),
  );
  return { ...Object.fromEntries(left), PATH: trustedPath(cwd) };
}
