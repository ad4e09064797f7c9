import pg from "pg";

// Heroku's smallest plan allows 20 connections: this leaves room for more processes, for a release
// and for the ones that a deploy replaces.
const SIZE = 4;

let made: pg.Pool | null = null;

/** PostgreSQL: one pool of connections for each process, made when it is first asked for. */
export function pool(): pg.Pool {
  if (!made) {
    made = new pg.Pool({
      ...address(process.env.DATABASE_URL),
      max: SIZE,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 15_000,
      // When all else has ended, idle connections keep no process alive.
      allowExitOnIdle: true,
    });
    // An idle connection that the server closed is not missed: the next query opens another.
    made.on("error", () => {});
  }
  return made;
}

/** How to reach the database: with TLS, unless it is on this machine. */
export function address(url = ""): pg.ClientConfig {
  if (!url) throw new Error("DATABASE_URL is not set");
  const { hostname, searchParams } = new URL(url);
  const local = ["", "localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const own = searchParams.has("sslmode");
  // Heroku's certificates are signed by nobody: what is sent is encrypted, and the server is not
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
