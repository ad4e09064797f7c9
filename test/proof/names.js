/*
 * App names that Heroku allows but a language, a tool or a file system may not: keywords, standard library modules,
 * names of our own folders and of what Nix writes, Windows device names, runs of dashes, digits, the longest name.
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

/** The steps that can fail because of a name. */
export const stepsForNames = ['lock', 'flake check', 'packages', 'nix run'];
