/*
 * Add-ons, as data: the sets that are tested with each template that offers them, and the requests by which an app
 * shows that they work. That is all the proof knows about an app; its process types come from its heroku.yml.
 */

/** The last set gets the steps that don't depend on the set. */
export const sets = [
  ['postgres'],
  ['redis'],
  ['postgres', 'redis'],
  ['postgres', 'worker'],
  ['redis', 'worker'],
  ['postgres', 'redis', 'worker'],
];

/**
 * /healthz uses an add-on's name for its data service.
 *
 * @type {Readonly<Record<string, { path: string, body: object }>>} a GET of the path returns what a POST of the body
 *   there has answered, or a list that contains it
 */
export const writes = {
  postgres: { path: '/notes', body: { text: 'seen by the proof' } },
  redis: { path: '/visits', body: {} },
};

/** A POST returns the id of a job; a GET of the path with /<id> returns its state, which is "done" in the end. */
export const jobs = { path: '/jobs', body: { text: 'three little words' } };

const always = ['lock', 'flake check', 'layout', 'process types'];

/**
 * Prefixes of the names of the steps that every set gets, among those of a repository without add-ons. The image is
 * made without Docker: that takes seconds, and its contents are the same, as the context step shows.
 */
export const stepsOfEach = [...always, 'context', 'image by Nix', 'contents of image by Nix'];

/** The same, for the last set. */
export const stepsOfLast = [
  ...always,
  'nix develop',
  'services',
  'other systems',
  'classic builder',
  'image on',
  'contents of image on',
  'rebuild on',
];

/**
 * Deliberate faults in apps with add-ons.
 *
 * @type {readonly import('./mutations.js').Mutation[]}
 */
export const faults = [
  {
    fault: 'the development database asks for no password',
    template: 'flask',
    addons: ['postgres', 'redis', 'worker'],
    file: 'nix/services/postgres.nix',
    find: '--auth=scram-sha-256',
    replace: '--auth=trust',
    step: 'services',
    says: 'another user is not refused by postgres',
  },
  {
    fault: 'the servers keep their data in an open folder',
    template: 'flask',
    addons: ['postgres', 'redis', 'worker'],
    file: 'nix/services.nix',
    find: 'chmod 700',
    replace: 'chmod 755',
    step: 'services',
    says: 'the folder and the password have the modes 755 600',
  },
  {
    fault: 'the password is on a command line',
    template: 'flask',
    addons: ['postgres', 'redis', 'worker'],
    // Of a process that doesn't rename itself, unlike the servers.
    file: 'nix/services.nix',
    find: "echo 'Up, until Ctrl-C:'",
    replace: '(exec -a "$password" sleep 60) & echo \'Up, until Ctrl-C:\'',
    step: 'services',
    says: 'the list of processes shows the password',
  },
  {
    fault: 'two releases at once do not take turns',
    template: 'flask',
    addons: ['postgres'],
    file: 'my_app/release.py',
    find: 'SELECT pg_try_advisory_lock(%s)',
    replace: 'SELECT %s',
    step: 'release',
    says: 'of two releases at once fails',
  },
  {
    fault: 'the app does without TLS',
    template: 'flask',
    addons: ['postgres'],
    file: 'my_app/database.py',
    find: '"require"',
    replace: '"prefer"',
    step: 'refusals',
    says: '/healthz answers 200, not 503',
  },
  {
    fault: '/healthz does not ask the database',
    template: 'flask',
    addons: ['postgres'],
    file: 'my_app/pages.py',
    find: 'silent := health.silent()',
    replace: 'silent := []',
    step: 'outage',
    says: '/healthz answers 200, not 503',
  },
  {
    fault: 'the worker does not listen to SIGTERM',
    template: 'flask',
    addons: ['postgres', 'worker'],
    file: 'my_app/worker.py',
    find: 'lambda *_: stopping.set()',
    replace: 'signal.SIG_IGN',
    step: 'worker',
    says: 'worker.1 still runs 30 s after SIGTERM',
  },
  {
    fault: 'a job is recorded as done before it runs',
    template: 'flask',
    addons: ['postgres', 'worker'],
    file: 'my_app/worker.py',
    find: '        child.start()',
    replace: '        self.end(job, None)\n        child.start()',
    step: 'queue',
    says: 'it is said to be done, and was not',
  },
  {
    fault: 'attempts have no limit',
    template: 'flask',
    addons: ['redis', 'worker'],
    file: 'my_app/queue.py',
    find: 'max=ATTEMPTS - 1',
    replace: 'max=99',
    step: 'queue',
    says: 'it ran more often than 3 times',
  },
  {
    fault: 'the lease is not renewed',
    template: 'flask',
    addons: ['redis', 'worker'],
    file: 'my_app/worker.py',
    find: 'queue.LEASE / 3',
    replace: 'queue.LEASE * 9',
    step: 'queue',
    says: 'it ran again while its worker was alive',
  },
];
