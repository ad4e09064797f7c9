/*
 * The tool's own two files in a repository. The user should commit them, and they contain no secrets: everything in
 * them was answered at a prompt or is in the repository anyway.
 */

/** Yeoman's file of answers, shared by all generators of a project: one key per package. */
export const storedPath = '.yo-rc.json';

/** The files as they were written; an update uses them to tell the user's changes from its own. */
export const lockPath = '.heroku-nix.lock.json';

/** Whether a path is that of a project's lock, in whatever folder the project is. */
export const isLockPath = (path: string): boolean => path === lockPath || path.endsWith(`/${lockPath}`);

/** Each with the reason it exists. */
export const lockRecord = {
  path: lockPath,
  reason: 'The managed files as they were last written, so that an update can merge your changes with its own',
} as const;
export const storedRecord = {
  path: storedPath,
  reason: 'The answers this repository was made from; running the generator again offers them as defaults',
} as const;

/** Both, by path. */
export const records = [lockRecord, storedRecord] as const;
