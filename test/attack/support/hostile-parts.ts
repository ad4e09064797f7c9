import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freshFolder, place } from '../../support/folders.js';
import { gitIn } from '../../support/git.js';

/** A repository that tries to run a program, or to change another repository. */
export interface Hostile {
  /** Where the command runs. */
  readonly cwd: string;
  /** Another user's repository, which must not change. */
  readonly foreign?: string;
}

/** How a harmless repository is made hostile. */
export interface Kind {
  readonly name: string;
  /**
   * @param folder a repository with one commit; all of it may be changed
   * @param line a shell line that leaves a mark
   */
  readonly build: (folder: string, line: string) => Promise<Hostile>;
  /** A shell line that is affected; empty if only later versions of git are. */
  readonly live: string;
}

/** Names of hooks that the tests' commands trigger. */
export const hooks = [
  'post-index-change',
  'pre-commit',
  'post-checkout',
  'reference-transaction',
  'fsmonitor-watchman',
];

export function script(path: string, line: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}

export const set = async (folder: string, settings: Readonly<Record<string, string>>): Promise<Hostile> => {
  for (const [key, value] of Object.entries(settings)) await gitIn(folder, 'config', key, value);
  return { cwd: folder };
};

/** Settings of the repository, with RUN replaced by the line. */
export const settings = (name: string, values: Readonly<Record<string, string>>, live = 'git status'): Kind => ({
  name,
  live,
  build: (folder, line) =>
    set(folder, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.replace('RUN', line)]))),
});

/** Makes a folder look like a bare repository. */
export function bareAt(folder: string, config: string): void {
  place(folder, { HEAD: 'ref: refs/heads/main\n', 'refs/heads/.keep': '', 'objects/info/.keep': '' });
  writeFileSync(
    join(folder, 'config'),
    `[core]\n repositoryformatversion = 0\n bare = false\n worktree = .\n${config}\n`,
  );
}

/** Moves a repository's files into a folder inside it, which then looks like a bare repository. */
export async function embedded(folder: string, config: string): Promise<Hostile> {
  const cwd = join(folder, 'api');
  mkdirSync(cwd);
  for (const name of readdirSync(folder).filter((each) => !['.git', 'api'].includes(each)))
    renameSync(join(folder, name), join(cwd, name));
  bareAt(cwd, config);
  await commitAll(folder);
  return { cwd };
}

export async function commitAll(folder: string): Promise<void> {
  const off = ['core.fsmonitor=', 'core.hooksPath=/dev/null'].flatMap((each) => ['-c', each]);
  await gitIn(folder, ...off, 'add', '--all');
  await gitIn(folder, ...off, 'commit', '--quiet', '--allow-empty', '--message', 'y');
}

export const quoted = (line: string): string => `"${line.replaceAll('"', '\\"')}; false"`;

export async function filtered(folder: string, config: (line: string) => string, line: string): Promise<Hostile> {
  place(folder, { '.gitattributes': '* filter=x diff=x merge=x\n' });
  await commitAll(folder);
  writeFileSync(join(folder, '.git/more'), config(line));
  return { cwd: folder };
}

export const drivers = (line: string): string =>
  `[filter "x"]\n clean = ${quoted(line)}\n smudge = ${quoted(line)}\n process = ${quoted(line)}\n required = true\n`;

/** Another user's repository, with its own settings that run programs. */
export async function somebodyElse(line: string): Promise<string> {
  const foreign = freshFolder('foreign');
  await gitIn(foreign, 'init', '--quiet', '-b', 'main');
  place(foreign, { 'theirs.txt': 'x' });
  await commitAll(foreign);
  await set(foreign, { 'core.fsmonitor': `${line}; false` });
  return foreign;
}

/** A repository whose .git, or a part of it, belongs to another user. */
export const leading = (name: string, part: string, lead: (from: string, to: string) => void): Kind => ({
  name,
  live: 'git add --all',
  build: async (folder, line) => {
    const foreign = await somebodyElse(line);
    const from = join(folder, '.git', part);
    rmSync(from, { recursive: true, force: true });
    lead(from, join(foreign, '.git', part));
    return { cwd: folder, foreign };
  },
});
