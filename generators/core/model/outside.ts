/*
 * Some files belong to a project but lie outside it: a service reads them only at the root of the repository around the
 * project. Their paths begin with a slash, as in .gitignore; every other path starts at the project.
 */

/** Whether a path is from the repository's root. */
export const isOutside = (path: string): boolean => path.startsWith('/');

/**
 * A path of either kind, from the repository's root.
 *
 * @param prefix the project's own path there, with a trailing slash; empty at the root
 */
export const fromRepository = (prefix: string, path: string): string =>
  isOutside(path) ? path.slice(1) : prefix + path;

/** The reverse: a path from the repository's root as the project sees it. */
export const fromProject = (prefix: string, path: string): string =>
  path.startsWith(prefix) ? path.slice(prefix.length) : `/${path}`;
