// The job queue: BullMQ, in Redis (https://docs.bullmq.io).
import { randomUUID } from "node:crypto";
import { Queue, Worker, type JobsOptions } from "bullmq";
import type { Logger } from "pino";
import { open } from "./store.ts";

const NAME = "jobs";

const DAY = 24 * 3600; // seconds

/** In seconds, but for the number of attempts. */
export const limits = {
  attempts: 5,
  pause: 10, // before the second attempt; each one is twice as long
  timeout: 60, // for one attempt
  lease: 30, // a worker that gives no sign of life for so long is dead
};

export interface Job {
  id: string;
  text: string;
  attempt: number;
}

export interface Work {
  perform: (job: Job, signal: AbortSignal) => Promise<void>;
  log: Logger;
  /** Resolves when the process is told to stop. */
  told: Promise<unknown>;
}

export type State = "waiting" | "running" | "done" | "failed";

const states: Record<string, State> = {
  active: "running",
  completed: "done",
  failed: "failed",
};

interface Side {
  jobs: Queue<{ text: string }>;
  connection: ReturnType<typeof open>;
}

let made: Side | null = null;

/** The side of the queue that pages use, made on first use. */
function side(): Side {
  if (!made) {
    const connection = open(process.env.REDIS_URL);
    made = { jobs: new Queue(NAME, { connection }), connection };
    made.jobs.on("error", () => {}); // each call fails with its own error
  }
  return made;
}

export async function put(text: string): Promise<string> {
  const jobId = randomUUID();
  const options: JobsOptions = {
    jobId,
    attempts: limits.attempts,
    backoff: { type: "exponential", delay: limits.pause * 1000 },
    removeOnComplete: { age: 30 * DAY, count: 1_000 },
    removeOnFail: { age: 30 * DAY },
  };
  await side().jobs.add(NAME, { text }, options);
  return jobId;
}

export async function look(id: string): Promise<State | null> {
  const state = await side().jobs.getJobState(id);
  return state === "unknown" ? null : (states[state] ?? "waiting");
}

/** The failed jobs, the newest first. */
export async function failed(): Promise<object[]> {
  const jobs = await side().jobs.getFailed();
  return jobs.map(({ id, data, failedReason }) => ({
    id,
    ...data,
    failedReason,
  }));
}

/** Tries a failed job again. */
export async function retry(id: string): Promise<void> {
  await (await side().jobs.getJob(id))?.retry();
}

/** Runs jobs, one at a time. Returns what stops that, and waits for the current job. */
export async function work({
  perform,
  log,
}: Work): Promise<() => Promise<void>> {
  const connection = open(process.env.REDIS_URL, "waits");
  const worker = new Worker<{ text: string }>(
    NAME,
    async ({ id = "", data, attemptsMade }) => {
      const signal = AbortSignal.timeout(limits.timeout * 1000);
      await perform({ id, text: data.text, attempt: attemptsMade + 1 }, signal);
    },
    {
      connection,
      lockDuration: limits.lease * 1000,
      stalledInterval: limits.lease * 500,
      maxStalledCount: limits.attempts - 1,
    },
  );
  worker.on("error", (error) => log.error(error, "the queue does not answer"));
  return async () => {
    await worker.close();
    connection.destroy();
  };
}

export async function close(): Promise<void> {
  await made?.jobs.close();
  made?.connection.destroy();
  made = null;
}
