/*
 * Add-ons, as data: the sets of them that are proven with each template that offers them, and by what requests an app shows
 * that they work. That is all the proof knows of an app; its process types come from its heroku.yml.
 */

/** The last one gets the steps that do not depend on the set. */
export const sets = [
  ['postgres'],
  ['redis'],
  ['postgres', 'redis'],
  ['postgres', 'worker'],
  ['postgres', 'redis', 'worker'],
];

/**
 * What /healthz calls a data service is what the add-on is called.
 *
 * @type {Readonly<Record<string, { path: string, body: object }>>} a GET of the path shows what a POST of the body there has
 *   answered, or a list that holds it
 */
export const writes = {
  postgres: { path: '/notes', body: { text: 'seen by the proof' } },
  redis: { path: '/visits', body: {} },
};

/** A POST answers the id of a job; a GET of the path with /<id> tells its state, which is "done" in the end. */
export const jobs = { path: '/jobs', body: { text: 'three little words' } };

/** How the names of the steps begin that are taken for every set, out of those of a repository without add-ons. */
export const stepsOfEach = ['lock', 'flake check', 'layout', 'process types', 'image on', 'contents of image on'];

/** The same, for the last set. */
export const stepsOfLast = [...stepsOfEach, 'nix develop', 'other systems', 'classic builder', 'rebuild on'];
