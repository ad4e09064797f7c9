// The job queue: a list in Redis, and a hash for each job.
import { randomUUID } from "node:crypto";
import { store } from "./store.ts";

export interface Job {
  id: string;
  state: string;
  result: string | null;
}

const WAITING = "jobs:waiting";
const KEPT = 24 * 3600; // seconds until Redis forgets a job
const LEASE = 60; // seconds a job may take; after that, another worker runs it again

const me = randomUUID();

export async function put(text: string): Promise<string> {
  const id = randomUUID();
  const redis = await store();
  await redis
    .multi()
    .hSet(`job:${id}`, { state: "waiting", text })
    .expire(`job:${id}`, KEPT)
    .lPush(WAITING, id)
    .exec();
  return id;
}

export async function look(id: string): Promise<Job | null> {
  const redis = await store();
  const [state, result = null] = await redis.hmGet(`job:${id}`, [
    "state",
    "result",
  ]);
  return state ? { id, state, result } : null;
}

/**
 * Runs the next job, if there is one, and returns its id.
 *
 * Until it's done, the job is in a list that belongs to this worker. If this process is killed, its
 * lease runs out, and another worker puts the job back in the queue.
 */
export async function work(
  perform: (text: string) => Promise<string>,
  lease = LEASE,
): Promise<string | null> {
  const mine = `jobs:doing:${me}`;
  const redis = await store();
  await redis.set(`jobs:lease:${me}`, "", { EX: lease });
  const id = await redis.lMove(WAITING, mine, "RIGHT", "LEFT");
  if (id === null) {
    await putBack();
    return null;
  }
  const text = (await redis.hGet(`job:${id}`, "text")) ?? "";
  const done = await perform(text).then(
    (result) => ({ state: "done", result }),
    (error: unknown) => ({ state: "failed", result: String(error) }),
  );
  await redis
    .multi()
    .hSet(`job:${id}`, done)
    .expire(`job:${id}`, KEPT)
    .lRem(mine, 0, id)
    .exec();
  return id;
}

/** Puts the jobs of workers that are gone back in the queue. */
async function putBack(): Promise<void> {
  const redis = await store();
  for await (const keys of redis.scanIterator({ MATCH: "jobs:doing:*" })) {
    for (const key of keys) {
      if (!(await redis.exists(key.replace("doing", "lease"))))
        await redis.lMove(key, WAITING, "LEFT", "RIGHT");
    }
  }
}
