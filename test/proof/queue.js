/*
 * What the step `queue` has to know of each template, as data: where the function is that does a job, which the step
 * replaces with its own, and which limits of the queue it lowers, so that minutes are enough.
 */

/**
 * @typedef {object} Limits
 * @property {number} attempts how often a job is tried, after the change
 * @property {number} lease seconds after which a worker that says nothing is dead to the others, after the change
 * @property {readonly (readonly [RegExp, string])[]} change what is replaced in the app's file
 */

/**
 * @typedef {object} Trial
 * @property {string} file the app's file with the function that does a job
 * @property {string} tasks the file in the folder queue/ that takes its place
 * @property {string} limits the app's file with the limits of the queue
 * @property {Limits} postgres those of the queue in PostgreSQL
 * @property {Limits} redis those of the queue in Redis
 */

/** @type {Limits} */
const ofFlask = {
  attempts: 3,
  lease: 8,
  change: [
    [/(?<=^ATTEMPTS = )\d+/m, '3'],
    [/(?<=^LEASE = )\d+/m, '8'],
    [/(?<=^BACKOFF = ).*\]/m, '[2, 4]'],
  ],
};

/** @type {Limits} */
const ofNode = {
  attempts: 3,
  lease: 10,
  change: [
    [/(?<=attempts: )\d+/, '3'],
    [/(?<=pause: )\d+/, '2'],
    [/(?<=lease: )\d+/, '10'],
  ],
};

/** @type {readonly (readonly [RegExp, string])[]} */
const ofGo = [
  [/(?<=Attempts += )\d+/, '2'],
  [/(?<=Pause += )\d+/, '2'],
];

/** @type {Readonly<Record<string, Trial>>} by template */
export const trials = {
  flask: {
    file: 'my_app/tasks.py',
    tasks: 'tasks.py',
    limits: 'my_app/queue.py',
    postgres: ofFlask,
    redis: ofFlask,
  },
  node: { file: 'src/tasks.ts', tasks: 'tasks.ts', limits: 'src/queue.ts', postgres: ofNode, redis: ofNode },
  go: {
    file: 'internal/tasks/tasks.go',
    tasks: 'tasks.go',
    limits: 'internal/queue/queue.go',
    // River has no leases: a job that has been running for longer than its limit, and a while, is lost.
    postgres: {
      attempts: 2,
      lease: 12,
      change: [
        ...ofGo,
        [/(?<=Timeout += )time\.Minute/, '20 * time.Second'],
        [/(?<=lost += Timeout \+ )time\.Minute/, '4*time.Second'],
      ],
    },
    // Asynq's lease can't be changed.
    redis: { attempts: 2, lease: 30, change: ofGo },
  },
};
