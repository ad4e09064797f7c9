// The job queue: pg-boss, in PostgreSQL (https://timgit.github.io/pg-boss).
import { setTimeout } from "node:timers/promises";
import { PgBoss, type ConstructorOptions } from "pg-boss";
import type { Logger } from "pino";
import { pool } from "./database.ts";

const NAME = "jobs";

const DAY = 24 * 3600; // seconds

/** In seconds, but for the number of attempts. */
export const limits = {
  attempts: 5,
  pause: 10, // before the second attempt; each one is about twice as long
  longestPause: 600,
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
  cancelled: "failed",
};

function open(options: ConstructorOptions): PgBoss {
  return new PgBoss({
    db: { executeSql: (text, values) => pool().query(text, values) },
    migrate: false, // `release` does that
    schedule: false,
    registerInstance: false,
    ...options,
  });
}

let made: Promise<PgBoss> | null = null;

/** The side of the queue that pages use, made on first use. */
function boss(): Promise<PgBoss> {
  made ??= open({ supervise: false })
    .start()
    .catch((error: unknown) => {
      made = null;
      throw error;
    });
  return made;
}

export async function put(text: string): Promise<string> {
  const id = await (
    await boss()
  ).send(
    NAME,
    { text },
    {
      retryLimit: limits.attempts - 1,
      retryDelay: limits.pause,
      retryBackoff: true,
      retryDelayMax: limits.longestPause,
      expireInSeconds: limits.timeout,
      heartbeatSeconds: limits.lease,
      retentionSeconds: 3650 * DAY, // until it's done
      deleteAfterSeconds: 30 * DAY, // after that
    },
  );
  if (id === null) throw new Error("the queue took no job");
  return id;
}

export async function look(id: string): Promise<State | null> {
  const [job] = await (await boss()).findJobs(NAME, { id });
  return job ? (states[job.state] ?? "waiting") : null;
}

/** Runs jobs, one at a time. Returns what stops that, and waits for the current job. */
export async function work({
  perform,
  log,
  told,
}: Work): Promise<() => Promise<void>> {
  let isTold = false;
  void told.then(() => (isTold = true));
  while (!isTold) {
    const worker = open({
      supervise: true,
      // How soon a dead worker's job is found.
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
    });
    worker.on("error", (error) => {
      log.error(error, "the queue does not answer");
    });
    try {
      await worker.start();
      await worker.work<{ text: string }>(
        NAME,
        { pollingIntervalSeconds: 1, includeMetadata: true },
        async ([job]) => {
          if (!job) return;
          const { id, data, retryCount, signal } = job;
          await perform(
            { id, text: data.text, attempt: retryCount + 1 },
            signal,
          );
        },
      );
      return () => worker.stop({ graceful: true, timeout: 25_000 });
    } catch (error) {
      log.error(error, "the queue does not answer");
      await Promise.race([setTimeout(2_000), told]);
    }
  }
  return () => Promise.resolve();
}

/** Makes the queue's own tables, or brings them up to date. */
export async function release(): Promise<void> {
  const owner = open({ migrate: true, supervise: false });
  await owner.start();
  await owner.createQueue(NAME);
  await owner.stop();
}

export async function close(): Promise<void> {
  await (await made)?.stop({ graceful: false });
  made = null;
}
