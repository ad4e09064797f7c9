// Gives each test file its own database, on the server in DATABASE_URL.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { after } from "node:test";
import pg from "pg";
import { address, close } from "../src/database.ts";

const server = new pg.Client(address(process.env.DATABASE_URL));
const name = `test_${randomUUID().replaceAll("-", "")}`;

await server.connect();
await server.query(`CREATE DATABASE ${name}`);
const url = new URL(process.env.DATABASE_URL ?? "");
url.pathname = name;
process.env.DATABASE_URL = url.href;
execFileSync(process.execPath, ["src/release.ts"]);

after(async () => {
  await close();
  await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await server.end();
});
