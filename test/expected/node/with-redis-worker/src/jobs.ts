import type { FastifyInstance } from "fastify";
import * as queue from "./queue.ts";

/** The pages that put jobs in the queue, as an example. */
export async function jobs(app: FastifyInstance): Promise<void> {
  app.post<{ Body: { text: string } }>(
    "/jobs",
    { schema: { body: job } },
    async ({ body: { text } }, reply) =>
      reply.code(202).send({ id: await queue.put(text) }),
  );

  app.get<{ Params: { id: string } }>(
    "/jobs/:id",
    { schema: { params: which } },
    async ({ params: { id } }, reply) => {
      const state = await queue.look(id);
      return state ? { id, state } : reply.callNotFound();
    },
  );
}

const job = {
  type: "object",
  required: ["text"],
  properties: {
    text: {
      type: "string",
      minLength: 1,
      maxLength: 1000,
      // NUL characters and halves of surrogate pairs can't be stored.
      pattern: "^[^\\0\\p{Surrogate}]*$",
    },
  },
};

const which = {
  type: "object",
  properties: { id: { type: "string", format: "uuid" } },
};
