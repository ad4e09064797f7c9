/*
 * The tool's own two files in a repository. They are the user's to commit, and hold no secret: everything in them was
 * answered at a prompt or stands in the repository anyway.
 */

/** Yeoman's file of answers, shared by all generators of a project: one key for each package. */
export const storedPath = '.yo-rc.json';

/** The files as they were written, from which an update tells the user's changes from its own. */
export const lockPath = '.heroku-nix.lock.json';

/** Both, with the reason why they are there. */
export const records = [
  {
    path: lockPath,
    reason: 'The managed files as they were last written, so that an update can merge your changes with its own',
  },
  {
    path: storedPath,
    reason: 'The answers this repository was made from; running the generator again offers them as defaults',
  },
] as const;
