import type { FastifyInstance } from "fastify";
import * as queue from "./queue.ts";

/** Runs in the worker process, as an example. A job may run twice, so it must be idempotent. */
export async function perform(text: string): Promise<string> {
  return `${text.split(/\s+/).filter(Boolean).length} words`;
}

/** The pages that put jobs in the queue. */
export async function jobs(app: FastifyInstance): Promise<void> {
  app.post<{ Body: { text: string } }>(
    "/jobs",
    { schema: { body: job } },
    async ({ body: { text } }, reply) =>
      reply.code(202).send({ id: await queue.put(text) }),
  );

  app.get<{ Params: { id: string } }>(
    "/jobs/:id",
    async ({ params: { id } }, reply) =>
      (await queue.look(id)) ?? reply.callNotFound(),
  );
}

const job = {
  type: "object",
  required: ["text"],
  properties: { text: { type: "string", minLength: 1, maxLength: 1000 } },
};
