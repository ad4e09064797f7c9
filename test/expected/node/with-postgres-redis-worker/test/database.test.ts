import "./fresh-database.ts";
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import pg from "pg";
import { createApp } from "../src/app.ts";
import { address, impatient, pool } from "../src/database.ts";

const quiet = { log: { write: () => {} } };

test("a note is saved", async () => {
  const app = createApp(quiet);
  const note = { method: "POST", url: "/notes", body: { text: "hello" } };
  const added = await app.inject(note as never);
  assert.equal(added.statusCode, 201);
  const all = await app.inject("/notes");
  assert.deepEqual(all.json(), [added.json()]);
});

test("a note without a text is rejected", async () => {
  const app = createApp(quiet);
  const texts = ["", "x".repeat(1001), "a\0b", "\ud800"];
  for (const body of [{}, ...texts.map((text) => ({ text }))]) {
    const answer = await app.inject({ method: "POST", url: "/notes", body });
    assert.equal(answer.statusCode, 400);
  }
});

test("TLS, unless the database is on this machine", () => {
  const far = address("postgres://me:secret@ec2.example.com:5432/notes");
  assert.deepEqual(far.ssl, { rejectUnauthorized: false });
  assert.ok(!address("postgres://me@127.0.0.1:5432/notes").ssl);
  assert.ok(!address("postgres://h/n?sslmode=verify-full").ssl);
  assert.throws(() => address(), /DATABASE_URL is not set/);
});

test("a query that takes too long ends", async () => {
  const client = new pg.Client({
    ...address(process.env.DATABASE_URL),
    stream: () => impatient(300),
  });
  client.on("error", () => {});
  await client.connect();
  const query = client.query("SELECT pg_sleep(5)");
  await assert.rejects(query, /does not answer/);
});

test("/healthz names a database that doesn't answer", () => {
  const program = `
    import { createApp } from "./src/app.ts";
    const app = createApp({ log: { write: () => {} } });
    const answer = await app.inject("/healthz");
    console.log(String(answer.statusCode), String(answer.json().silent.includes("postgres")));
    await app.close();
  `;
  const { stdout } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", program],
    {
      env: { ...process.env, DATABASE_URL: "postgres://me@127.0.0.1:1/none" },
      encoding: "utf8",
    },
  );
  assert.equal(stdout, "503 true\n");
});

/** Runs the release with a folder of migrations. */
const release = (folder: string) =>
  spawnSync(process.execPath, ["src/release.ts", folder], { encoding: "utf8" });

test("migrations are applied once, and completely", async () => {
  const folder = mkdtempSync(join(tmpdir(), "migrations-"));
  writeFileSync(join(folder, "9001_good.sql"), "CREATE TABLE good (id int)");
  assert.match(release(folder).stdout, /applying 9001_good.sql\n1 applied/);
  assert.match(release(folder).stdout, /^0 applied/);

  const bad = "CREATE TABLE bad (id int); SELECT 1/0";
  writeFileSync(join(folder, "9002_bad.sql"), bad);
  const { status, stderr } = release(folder);
  assert.equal(status, 1);
  assert.match(stderr, /9002_bad.sql was not applied: division by zero/);
  const { rows } = await pool().query(
    "SELECT to_regclass('good')::text AS good, to_regclass('bad') AS bad",
  );
  assert.deepEqual(rows, [{ good: "good", bad: null }]);
});

test("two releases at once take turns", async () => {
  const running = [1, 2, 3].map(() =>
    spawn(process.execPath, ["src/release.ts"], { stdio: "ignore" }),
  );
  const ended = await Promise.all(running.map((each) => once(each, "exit")));
  assert.deepEqual(ended, Array(3).fill([0, null]));
});
