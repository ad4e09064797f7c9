// The job queue: a table in PostgreSQL.
import { pool } from "./database.ts";

export interface Job {
  id: string;
  state: string;
  result: string | null;
}

// Skips the rows that other workers are holding.
const NEXT = `
  SELECT id, text FROM jobs WHERE state = 'waiting'
  ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
`;

export async function put(text: string): Promise<string> {
  const insert = "INSERT INTO jobs (text) VALUES ($1) RETURNING id";
  const { rows } = await pool().query<{ id: string }>(insert, [text]);
  return rows[0]!.id;
}

export async function look(id: string): Promise<Job | null> {
  const select = "SELECT id, state, result FROM jobs WHERE id::text = $1";
  return (await pool().query<Job>(select, [id])).rows[0] ?? null;
}

/**
 * Runs the next job, if there is one, and returns its id.
 *
 * It all happens in one transaction: if this process is killed, the job is still waiting.
 */
export async function work(
  perform: (text: string) => Promise<string>,
): Promise<string | null> {
  const database = await pool().connect();
  try {
    await database.query("BEGIN");
    const { rows } = await database.query<{ id: string; text: string }>(NEXT);
    const [job] = rows;
    if (job) {
      const [state, result] = await perform(job.text).then(
        (text) => ["done", text],
        (error: unknown) => ["failed", String(error)],
      );
      const update = "UPDATE jobs SET state = $1, result = $2 WHERE id = $3";
      await database.query(update, [state, result, job.id]);
    }
    await database.query("COMMIT");
    database.release();
    return job?.id ?? null;
  } catch (error) {
    // The connection may be in the middle of something, so don't use it again.
    database.release(true);
    throw error;
  }
}
