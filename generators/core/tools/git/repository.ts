import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { gitFolder, isInstalled, realOf } from '../programs.js';
import { shellWord } from '../../model/shell.js';
import { shownLines } from '../../model/shown.js';
import { readSettings, type Settings } from './drivers.js';
import type { Remote } from './remotes.js';
import { git, type Answer, type Start } from './run.js';

/** A repository in which git may be started. */
export interface Repository {
  /** Absolute path of the directory that contains its .git. */
  readonly root: string;
  /** The path from there, with a trailing slash; empty at the root. */
  readonly prefix: string;
  /** Absolute path of this work tree's actual git directory, with its HEAD and index. */
  readonly gitDir: string;
  readonly fileMode: boolean;
  readonly remotes: readonly Remote[];
  /** Starts git at the root. */
  readonly git: (args: readonly string[], start?: Start) => Answer;
}

/** What is around a directory. */
export type Surroundings =
  | { readonly kind: 'repository'; readonly repository: Repository }
  | { readonly kind: 'none' }
  /** There is a .git, but git can't use it, or may not. */
  | { readonly kind: 'problem'; readonly why: string; readonly passing: boolean };

/**
 * Finds the repository around a directory, and makes git use that one.
 *
 * We never let git search: it accepts any folder that looks like a bare repository, settings included, and a repository
 * can contain such a folder as regular files. So we search, by .git alone, and check that git found the same.
 *
 * @param directory absolute path
 */
export function openRepository(directory: string): Surroundings {
  try {
    return opened(directory);
  } catch (error) {
    // A part of .git is missing or unreadable.
    return problem(String(error));
  }
}

function opened(directory: string): Surroundings {
  const root = gitFolder(directory);
  if (root === undefined) {
    const bare = bareFolder(realOf(directory));
    return bare === undefined ? { kind: 'none' } : problem(`${bare} looks like a bare repository, which has no files`);
  }
  if (!isInstalled('git')) return problem(`git is not installed, and ${join(root, '.git')} is there`);
  const inner = bareFolder(realOf(directory), root);
  if (inner !== undefined)
    return problem(
      `${inner} looks like a bare repository inside another one, and git in there would follow its settings`,
    );
  const odd = oddIn(join(root, '.git'));
  if (odd !== undefined) return problem(`${odd} is no file, and git would wait for it`);
  const asked = git(root, ['rev-parse', '--absolute-git-dir', '--git-common-dir', '--show-toplevel']);
  if (asked.exitCode !== 0) return { kind: 'problem', why: asked.why, passing: asked.passing };
  const settings = readSettings(root);
  if (settings.kind === 'problem') return settings;
  const [gitDir = '', common = '', top = ''] = asked.stdout.split('\n').map((path) => realOf(resolve(root, path)));
  const dotGit = join(root, '.git');
  if (top !== root) return problem(`${dotGit} is about the files in another directory: ${top}`);
  const isPlain = gitDir === dotGit && lstatSync(dotGit).isDirectory() && common === gitDir;
  if (!isPlain && !isWorktree(dotGit, gitDir, common) && !(settings.worktree !== undefined && common === gitDir))
    return problem(elsewhere(dotGit, gitDir === dotGit ? common : gitDir, root));
  const link = linkIn(gitDir, common);
  if (link !== undefined) return problem(`${link} is a symbolic link; git would write to where it leads`);
  return inOrder(root, relative(root, realOf(directory)).split(sep).join('/'), gitDir, settings);
}

/**
 * Opens the repository that `git init` just created: there's no need to ask git again what it found.
 *
 * @param root absolute path without links
 */
export function openInitialised(root: string): Surroundings {
  const settings = readSettings(root);
  return settings.kind === 'problem' ? settings : inOrder(root, '', join(root, '.git'), settings);
}

const inOrder = (
  root: string,
  path: string,
  gitDir: string,
  { fileMode, remotes, off }: Extract<Settings, { kind: 'read' }>,
): Surroundings => ({
  kind: 'repository',
  repository: {
    root,
    prefix: path === '' ? '' : `${path}/`,
    gitDir,
    fileMode,
    remotes,
    git: (args, start) => git(root, args, { ...start, settings: [...(start?.settings ?? []), ...off] }),
  },
});

const problem = (why: string): Surroundings => ({
  kind: 'problem',
  why: shownLines(why),
  passing: false,
});

/** The message for a .git that leads git to a repository that doesn't know this directory. */
const elsewhere = (dotGit: string, gitDir: string, root: string): string =>
  [
    `${dotGit} leads to ${gitDir}, which does not know this directory`,
    `If both are yours: git --git-dir=${shellWord(gitDir)} config core.worktree ${shellWord(root)}`,
  ].join('\n');

/** Whether a .git was made by `git worktree add`: the two files point to each other. */
function isWorktree(dotGit: string, gitDir: string, common: string): boolean {
  if (dirname(gitDir) !== join(common, 'worktrees') || !lstatSync(dotGit).isFile()) return false;
  return realOf(resolve(gitDir, readFileSync(join(gitDir, 'gitdir'), 'utf8').trim())) === dotGit;
}

/** A symbolic link where git writes when files are staged. */
function linkIn(gitDir: string, common: string): string | undefined {
  const objects = join(common, 'objects');
  const fanout = readdirSync(objects, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
  return [join(gitDir, 'index'), objects, ...fanout.map(({ name }) => join(objects, name))].find((path) =>
    lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink(),
  );
}

/** Something, such as a pipe, in place of a file that git reads. */
const oddIn = (dotGit: string): string | undefined =>
  (statSync(dotGit, { throwIfNoEntry: false })?.isDirectory() ? ['HEAD', 'config', 'index'] : [])
    .map((name) => join(dotGit, name))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === false);

/**
 * The nearest directory, going up, that is a repository without files, or looks like one.
 *
 * @param end where the search stops; not checked itself
 */
function bareFolder(directory: string, end?: string): string | undefined {
  if (directory === end) return undefined;
  const is = (name: string, kind: 'isFile' | 'isDirectory'): boolean =>
    statSync(join(directory, name), { throwIfNoEntry: false })?.[kind]() === true;
  if (is('HEAD', 'isFile') && is('objects', 'isDirectory') && is('refs', 'isDirectory')) return directory;
  return dirname(directory) === directory ? undefined : bareFolder(dirname(directory), end);
}
