import { accessSync, constants, existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join, normalize, relative, resolve } from 'node:path';
import { homeFolder } from './home.js';

/**
 * Finds a program on PATH. Doesn't start anything.
 *
 * Skips folders that a repository may have filled: npm and npx put node_modules/.bin of the working directory at the
 * front of PATH, so a repository with its own node_modules/.bin/git could choose the program that runs.
 *
 * @param name e.g. "git"
 * @param directory absolute path of the repository we work on; the working directory always counts as one too
 * @param path value of PATH
 * @returns absolute path
 */
export function programPath(name: string, directory = process.cwd(), path = process.env.PATH): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat', ''] : [''];
  return searched(directory, path)
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find(isExecutable);
}

/** Whether `programPath` finds a program. */
export const isInstalled = (name: string, path = process.env.PATH): boolean =>
  programPath(name, process.cwd(), path) !== undefined;

/** PATH without the folders that `programPath` skips, for programs that start others by name. */
export const trustedPath = (directory = process.cwd()): string => searched(directory).join(delimiter);

function searched(directory: string, path = process.env.PATH ?? ''): string[] {
  const foreign = [process.cwd(), directory].flatMap(repositoryFolders);
  return path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !isBin(folder))
    .filter((folder) => ![normalize(folder), realOf(folder)].some((at) => foreign.some((root) => isWithin(root, at))));
}

const isBin = (folder: string): boolean => /(^|[\\/])node_modules[\\/]+\.bin[\\/]*$/i.test(normalize(folder));

/**
 * A directory and the repository around it. A home directory, or one above it, doesn't count: people keep their own
 * programs there, and some keep all of it in git.
 */
function repositoryFolders(directory: string): string[] {
  const home = homeFolder();
  return [directory, gitFolder(directory) ?? directory]
    .flatMap((folder) => [resolve(folder), realOf(folder)])
    .filter((folder) => home === '' || !isWithin(folder, realOf(home)));
}

/**
 * The nearest directory, going up, with a .git of any kind: what git would find if it is valid.
 *
 * @param directory absolute path
 */
export function gitFolder(directory: string): string | undefined {
  // https://git-scm.com/docs/git#Documentation/git.txt-codeGITCEILINGDIRECTORIEScode
  const ceilings = (process.env.GIT_CEILING_DIRECTORIES ?? '').split(delimiter).filter(Boolean);
  for (let folder = realOf(directory); ; folder = dirname(folder)) {
    if (lstatSync(join(folder, '.git'), { throwIfNoEntry: false })) return folder;
    if (folder === dirname(folder) || ceilings.includes(dirname(folder))) return undefined;
  }
}

/** The path without links; for a missing folder, links are resolved in the part that exists. */
export function realOf(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync.native(full);
  return dirname(full) === full ? full : join(realOf(dirname(full)), basename(full));
}

/** Whether a path is the folder itself or below it. */
export function isWithin(folder: string, path: string): boolean {
  const steps = relative(folder, path);
  return !isAbsolute(steps) && !/^\.\.($|[\\/])/.test(steps);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
