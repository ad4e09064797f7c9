// Applies new migrations, in the order of their names. Heroku runs this as bin/release before each
// release, and stops the release if it fails.
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { address, close } from "./database.ts";
import * as queue from "./queue.ts";

const folder = process.argv[2] ?? join(import.meta.dirname, "..", "migrations");

// Makes two releases at once take turns. Any number works, as long as it never changes.
const TURN = 20_260_101;

// The running app waits behind a migration that waits for a lock. So give up soon, and try again
// after these seconds.
const LOCK_TIMEOUT = "5s";
const PAUSES = [1, 2, 4, 8, 16, 30, 30];
const LOCK_NOT_AVAILABLE = "55P03"; // https://www.postgresql.org/docs/current/errcodes-appendix.html

const TABLE = `
  CREATE TABLE IF NOT EXISTS migrations
    (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
  ALTER TABLE migrations ADD COLUMN IF NOT EXISTS sha256 text
`;
const RECORD = `
  INSERT INTO migrations (name, sha256) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET sha256 = EXCLUDED.sha256
`;

interface Migration {
  name: string;
  text: string;
  sha256: string;
}

try {
  await release();
} catch (error) {
  console.error("The database was not migrated:", words(error));
  process.exitCode = 1;
}

async function release(): Promise<void> {
  const database = new pg.Client({
    ...address(process.env.DATABASE_URL),
    connectionTimeoutMillis: 10_000,
  });
  await database.connect();
  try {
    await takeTurn(database);
    await database.query(TABLE);
    const { rows } = await database.query<{
      name: string;
      sha256: string | null;
    }>("SELECT name, sha256 FROM migrations");
    const applied = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
    let fresh = 0;
    for (const file of globSync(join(folder, "*.sql")).sort()) {
      const migration = read(file);
      const { name, sha256 } = migration;
      const known = applied.get(name);
      if (!applied.has(name)) {
        await apply(database, migration);
        fresh += 1;
      } else if (known === null) {
        await database.query(RECORD, [name, sha256]);
      } else if (known !== sha256) {
        throw new Error(
          `${name} was applied, and has changed since. Undo that, and put the change into a new file.`,
        );
      }
    }
    await queue.release();
    console.log(`${fresh} applied, ${applied.size} were there already`);
  } finally {
    await database.end();
    await close();
  }
}

/** Asks again and again: a statement that waits would hold up CREATE INDEX CONCURRENTLY. */
async function takeTurn(database: pg.Client): Promise<void> {
  const turn = "SELECT pg_try_advisory_lock($1) AS ours";
  for (;;) {
    const { rows } = await database.query<{ ours: boolean }>(turn, [TURN]);
    if (rows[0]?.ours) return;
    await setTimeout(500);
  }
}

function read(file: string): Migration {
  const text = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { name: basename(file), text, sha256 };
}

/** Applies a migration completely, or not at all. */
async function apply(database: pg.Client, migration: Migration): Promise<void> {
  const { name } = migration;
  console.log(`applying ${name}`);
  for (const pause of [...PAUSES, null]) {
    try {
      return await attempt(database, migration);
    } catch (error) {
      const isLocked = (error as pg.DatabaseError).code === LOCK_NOT_AVAILABLE;
      if (!isLocked || pause === null)
        throw new Error(`${name} was not applied`, { cause: error });
      console.log(`${name} waits for a lock; next try in ${pause} s`);
      await setTimeout(pause * 1000);
    }
  }
}

async function attempt(
  database: pg.Client,
  { name, text, sha256 }: Migration,
): Promise<void> {
  if (text.startsWith("-- no transaction\n")) {
    // One statement, such as CREATE INDEX CONCURRENTLY, which holds up no one.
    await database.query("SET lock_timeout = 0");
    await database.query(text);
    await database.query(RECORD, [name, sha256]);
    return;
  }
  await database.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
  await database.query("BEGIN");
  try {
    await database.query(text);
    await database.query(RECORD, [name, sha256]);
    await database.query("COMMIT");
  } catch (error) {
    await database.query("ROLLBACK");
    throw error;
  }
}

/** If several attempts to connect failed, the messages are in the errors of the attempts. */
function words(error: unknown): string {
  if (error instanceof AggregateError)
    return error.errors.map(words).join("; ");
  if (!(error instanceof Error)) return String(error);
  return error.cause
    ? `${error.message}: ${words(error.cause)}`
    : error.message;
}
