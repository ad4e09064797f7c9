// What the worker does: replace this with your own. A job may run twice, for instance if its worker
// was killed, so it must be idempotent.
import pino from "pino";
import { logger } from "./logs.ts";

const log = pino(logger);

export async function run(id: string, text: string): Promise<void> {
  const words = text.split(/\s+/).filter(Boolean).length;
  log.info({ job: id, words }, "counted words");
}
