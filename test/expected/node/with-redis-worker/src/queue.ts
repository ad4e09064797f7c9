// The queue of jobs: a list in Redis, and a hash for each job.
import { randomUUID } from "node:crypto";
import { store } from "./store.ts";

export interface Job {
  id: string;
  state: string;
  result: string | null;
}

const WAITING = "jobs:waiting";
const KEPT = 24 * 3600; // seconds that a job can be looked at
const LEASE = 60; // seconds that a job may take: then another worker does it again

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
 * Does the next job, if there is one, and tells which.
 *
 * Until it is done, it stands in a list of this worker's own. If this process is killed, its lease
 * ends, and another worker puts the job back.
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

/** Lets the jobs of workers that are gone wait again. */
async function putBack(): Promise<void> {
  const redis = await store();
  for await (const keys of redis.scanIterator({ MATCH: "jobs:doing:*" })) {
    for (const key of keys) {
      if (!(await redis.exists(key.replace("doing", "lease"))))
        await redis.lMove(key, WAITING, "LEFT", "RIGHT");
    }
  }
}
