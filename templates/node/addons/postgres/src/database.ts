import { Socket } from "node:net";
import pg from "pg";

// Heroku's smallest plan allows 20 connections. During a deploy, the old and the new web dyno take
// 6 of them; the old and the new worker, 6, and up to 6 for the threads of their jobs; and the
// release, 2.
const SIZE = 3;

let made: pg.Pool | null = null;

/** PostgreSQL: one connection pool per process, created on first use. */
export function pool(): pg.Pool {
  if (!made) {
    made = new pg.Pool({
      ...address(process.env.DATABASE_URL),
      max: SIZE,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 15_000,
      stream: () => impatient(20_000),
      keepAlive: true,
      // Idle connections don't keep the process alive.
      allowExitOnIdle: true,
    });
    // If the server closes an idle connection, the next query opens another one.
    made.on("error", () => {});
  }
  return made;
}

/**
 * Returns a socket that ends when the server is silent for so many milliseconds: statement_timeout
 * is for the server to keep, and one that hangs keeps nothing. With pg's query_timeout, results
 * would stay in memory after they were used, and collecting them would hold up other requests.
 */
export function impatient(patience: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(patience, () => {
    socket.destroy(new Error("the database does not answer"));
  });
}

/** Returns how to connect: with TLS, unless the database is on this machine. */
export function address(url = ""): pg.ClientConfig {
  if (!url) throw new Error("DATABASE_URL is not set");
  const { hostname, searchParams } = new URL(url);
  const local = ["", "localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const own = searchParams.has("sslmode");
  // Heroku uses self-signed certificates, so the connection is encrypted, but the server isn't
  // verified.
  return {
    connectionString: url,
    ...(local || own ? {} : { ssl: { rejectUnauthorized: false } }),
  };
}

export async function check(): Promise<void> {
  await pool().query("SELECT 1");
}

export async function close(): Promise<void> {
  await made?.end();
  made = null;
}
