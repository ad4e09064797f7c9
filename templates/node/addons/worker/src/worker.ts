// The worker process: runs one job after another until SIGTERM.
import pino from "pino";
import { logger } from "./logs.ts";
import * as queue from "./queue.ts";
import { close } from "./services.ts";
import { runInThread } from "./thread.ts";

const GRACE = 25_000; // Heroku kills the process 30 seconds after SIGTERM

/** Runs jobs, with the tasks of a module, until SIGTERM. */
export async function work(
  module = new URL("tasks.ts", import.meta.url).href,
): Promise<void> {
  const log = pino(logger);
  const told = new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const)
      process.once(signal, resolve);
  });

  async function perform(job: queue.Job, signal: AbortSignal): Promise<void> {
    const { id, text, attempt } = job;
    try {
      await runInThread({ module, id, text }, signal);
    } catch (error) {
      log.error({ job: id, attempt, err: error }, "job failed");
      // The queue stores this, and databases can't store NUL characters.
      // eslint-disable-next-line preserve-caught-error
      throw new Error(String(error).replaceAll("\0", "\uFFFD"));
    }
    log.info({ job: id, attempt }, "job finished");
  }

  log.info("waiting for jobs");
  const stop = await queue.work({ perform, log, told });
  await told;
  const late = setTimeout(() => {
    log.error("a job was still running after 25 seconds; it will run again");
    process.exit(1);
  }, GRACE);
  await stop();
  clearTimeout(late);
  await close();
  log.info("stopped");
}

if (import.meta.main) await work();
