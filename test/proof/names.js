/*
 * App names that Heroku takes and a language, a tool or a file system may not: keywords, modules of a standard library, names
 * of our own folders and of what Nix writes, devices of Windows, runs of dashes, digits, the longest one.
 */
export const hostileNames = [
  'class',
  'a--b',
  'result',
  'nix',
  'test',
  'main',
  'flask',
  'fastify',
  'n0-0-0',
  'abcdefghijklmnopqrstuvwxyz-123',
];

/** The steps that a name can make fail. */
export const stepsForNames = ['lock', 'flake check', 'packages', 'nix run'];
