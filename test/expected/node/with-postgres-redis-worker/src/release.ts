// Applies new migrations, in the order of their names. Heroku runs this as bin/release before each
// release, and stops the release if it fails.
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import pg from "pg";
import { address } from "./database.ts";

const folder = process.argv[2] ?? join(import.meta.dirname, "..", "migrations");

// Makes two releases at once take turns. Any number works, as long as it never changes.
const LOCK = 20_260_101;

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
    await database.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await database.query(
      "CREATE TABLE IF NOT EXISTS migrations " +
        "(name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())",
    );
    const { rows } = await database.query<{ name: string }>(
      "SELECT name FROM migrations",
    );
    const applied = new Set(rows.map(({ name }) => name));
    const files = globSync(join(folder, "*.sql")).sort();
    const fresh = files.filter((file) => !applied.has(basename(file)));
    for (const file of fresh) await apply(database, file);
    console.log(`${fresh.length} applied, ${applied.size} were there already`);
  } finally {
    await database.end();
  }
}

/** Applies a migration completely, or not at all. */
async function apply(database: pg.Client, file: string): Promise<void> {
  const name = basename(file);
  console.log(`applying ${name}`);
  try {
    await database.query("BEGIN");
    await database.query(readFileSync(file, "utf8"));
    await database.query("INSERT INTO migrations (name) VALUES ($1)", [name]);
    await database.query("COMMIT");
  } catch (error) {
    throw new Error(`${name} was not applied: ${words(error)}`);
  }
}

/** If several attempts to connect failed, the messages are in the errors of the attempts. */
function words(error: unknown): string {
  if (error instanceof AggregateError)
    return error.errors.map(words).join("; ");
  return error instanceof Error ? error.message : String(error);
}
