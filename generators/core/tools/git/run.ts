import { execaSync } from 'execa';
import { dirname } from 'node:path';
import { shownLines } from '../../model/shown.js';
import { programPath, trustedPath } from '../programs.js';

/** What git said. */
export interface Answer {
  /** 127, as in a shell, where git could not be started or took too long. */
  readonly exitCode: number;
  readonly stdout: string;
  /** Why it did not do it, in git's own words, safe to print; empty where there is nothing to say. */
  readonly why: string;
  /** Whether it may work in a moment. */
  readonly passing: boolean;
}

/** How git is started. */
export interface Start {
  /** Further settings, as name=value. */
  readonly settings?: readonly string[];
  readonly input?: string;
  /** Whether git writes; else it is kept from taking locks. */
  readonly writes?: boolean;
}

/**
 * Settings by which git starts no program but itself, whatever the repository says. Those of the command line win over
 * those of files (https://git-scm.com/docs/git-config#SCOPES). Drivers with names of their own are in ./drivers.ts.
 */
const safe = [
  // Git before 2.38 does not know it: see `openRepository`, which never lets git search.
  'safe.bareRepository=explicit',
  // Empty is off in every version; before 2.36 "false" was the name of a program.
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

/** The same for what is set by variables; an object that is missing must not be fetched either. */
const variables = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_SSH_COMMAND: 'false',
  GIT_PAGER: 'cat',
  GIT_EDITOR: ':',
  // git's own words, in the language in which we look for some of them.
  LC_ALL: 'C',
};

/** Variables by which users configure git. Others, as a git hook sets them, turn git to another repository. */
const kept = /^GIT_(CONFIG_.+|EXEC_PATH|TEMPLATE_DIR|DEFAULT_HASH|TEST_ASSUME_DIFFERENT_OWNER)$/;

const unstarted = { exitCode: 127, stdout: '', passing: false } as const;

/** Words of problems that go away. */
const passing = /\.lock': File exists|No space left|Disk quota|temporarily unavailable|Too many open files/;

/**
 * Starts git: the one place that does. No program runs that the repository names.
 *
 * Blocks until git ends: there is no other work to do, and reading pipes piece by piece costs as much as git itself.
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
      // A git that reads may be ended at once; one that writes takes its lock away first.
      killSignal: writes ? 'SIGTERM' : 'SIGKILL',
      ...(input === undefined ? { stdin: 'ignore' } : { input }),
    });
    // A git that could not be started, or took too long, has neither a code nor words of its own.
    const { exitCode = unstarted.exitCode, stdout, stderr, failed, timedOut, shortMessage = '' } = result;
    if (timedOut) return { ...unstarted, why: 'git did not answer within a minute', passing: true };
    const words = stderr || (failed ? shortMessage : '');
    const why = shownLines(words.trim().replaceAll('\t', '  '));
    return { exitCode, stdout, why, passing: passing.test(stderr) };
  } catch (error) {
    // Arguments that no program can be given, such as a NUL in a path.
    return { ...unstarted, why: shownLines(String(error)) };
  }
}

function environment(cwd: string): NodeJS.ProcessEnv {
  const left = Object.entries(process.env).filter(
    ([name]) => name.toUpperCase() !== 'PATH' && (kept.test(name) || !name.toUpperCase().startsWith('GIT_')),
  );
  return { ...Object.fromEntries(left), PATH: trustedPath(cwd) };
}
