// The services that the app uses.
import type { FastifyBaseLogger } from "fastify";
import * as database from "./database.ts";
import * as store from "./store.ts";
import * as queue from "./queue.ts";

const services = { postgres: database, redis: store };

const TIMEOUT = 3_000; // milliseconds

/** Returns the services that don't answer, and logs why. */
export async function silent(log: FastifyBaseLogger): Promise<string[]> {
  const answers = Object.entries(services).map(async ([name, { check }]) => {
    try {
      await Promise.race([check(), timeout()]);
      return [];
    } catch (error) {
      log.warn({ err: error }, `${name} does not answer`);
      return [name];
    }
  });
  return (await Promise.all(answers)).flat();
}

function timeout(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), TIMEOUT).unref();
  });
}

/** Closes the connections when the app stops. */
export async function close(): Promise<void> {
  await queue.close();
  await Promise.all(Object.values(services).map((service) => service.close()));
}
