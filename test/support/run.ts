import { writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { vi } from 'vitest';
import { freshFolder, ground } from './folders.js';
import { registry } from './rendering.js';

// A start takes a second or two on an idle machine, and some tests need several.
vi.setConfig({ testTimeout: 90_000 });

/** The built bin, as package.json names it. */
export const bin = join(import.meta.dirname, '../../dist/program/heroku-nix.cjs');

/** How a program is started. */
export interface Start {
  readonly cwd: string;
  /** Added to `plainEnvironment`; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What comes before the arguments; by default the bin, run by the tests' Node. */
  readonly program?: readonly [string, ...string[]];
  /** User and group to run as; by default those of the tests. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Piped to stdin; without it, stdin is at its end. */
  readonly input?: string;
}

/** The result of a run. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Nothing from this machine's settings except where programs are found. */
export const plainEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? '',
  HOME: join(ground, 'home'),
  LANG: 'C.UTF-8',
  npm_config_registry: registry(),
  NO_UPDATE_NOTIFIER: '1',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CEILING_DIRECTORIES: dirname(ground),
};

/** The environment of a start, without the removed variables. */
export const environmentOf = ({ env }: Pick<Start, 'env'>): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...plainEnvironment, ...env }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );

/**
 * Runs a program to its end, without a terminal.
 *
 * @throws Error if it isn't done within half a minute, or was ended by a signal
 */
export async function run(args: readonly string[], start: Start): Promise<Ran> {
  const [file, ...first] = start.program ?? [process.execPath, bin];
  const begun = performance.now();
  const { exitCode, stdout, stderr, shortMessage } = await execa(file, [...first, ...args], {
    cwd: start.cwd,
    env: environmentOf(start),
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    timeout: 30_000,
    ...(start.input === undefined ? { stdin: 'ignore' as const } : { input: start.input }),
    ...start.user,
  });
  if (exitCode === undefined) throw new Error(`${shortMessage ?? file}\n${stdout}\n${stderr}`);
  return { code: exitCode, stdout, stderr, seconds: (performance.now() - begun) / 1000 };
}

/** Runs a command line like a POSIX shell, where `heroku-nix` is the built bin. */
export function runLine(line: string, start: Start): Promise<Ran> {
  const path = join(freshFolder('bin'), 'heroku-nix');
  writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, { mode: 0o755 });
  const env = { ...start.env, PATH: [dirname(path), plainEnvironment.PATH].join(delimiter) };
  return run(['-c', line], { ...start, env, program: ['sh'] });
}

/** The command that gives the same answers again, taken from the end of a run's output. */
export function shownCommand(words: string): string {
  const line = words.split(/\r?\n/).find((each) => each.startsWith('  heroku-nix '));
  if (line === undefined) throw new Error(`no command is shown in:\n${words}`);
  return line.trim();
}
