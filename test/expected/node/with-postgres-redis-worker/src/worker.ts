// The worker process: runs one job after another until SIGTERM.
import { setTimeout } from "node:timers/promises";
import pino from "pino";
import { perform } from "./jobs.ts";
import { logger } from "./logs.ts";
import * as queue from "./queue.ts";
import { close } from "./services.ts";

const log = pino(logger);
const stop = new AbortController();

// The current job is finished first. Heroku kills the process 30 seconds after SIGTERM, and a job
// that was killed runs again.
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => stop.abort());
}

log.info("waiting for jobs");
while (!stop.signal.aborted) {
  try {
    const id = await queue.work(perform);
    if (id === null) await pause(500);
    else log.info({ job: id }, "job done");
  } catch (error) {
    log.error(error, "the queue does not answer");
    await pause(2_000);
  }
}
await close();
log.info("stopped");

async function pause(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds, null, { signal: stop.signal }).catch(() => {});
}
