import type { FastifyInstance } from "fastify";
import { pool } from "./database.ts";

/** Notes in the database, as an example: replace them with your own pages. */
export async function notes(app: FastifyInstance): Promise<void> {
  app.get("/notes", async () => {
    const { rows } = await pool().query(
      "SELECT id::int, text FROM notes ORDER BY id DESC LIMIT 20",
    );
    return rows;
  });

  app.post<{ Body: { text: string } }>(
    "/notes",
    { schema: { body: note } },
    async ({ body: { text } }, reply) => {
      const insert = "INSERT INTO notes (text) VALUES ($1) RETURNING id::int";
      const { rows } = await pool().query(insert, [text]);
      return reply.code(201).send({ ...rows[0], text });
    },
  );
}

const note = {
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
