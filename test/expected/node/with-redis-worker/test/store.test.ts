import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, test } from "node:test";
import { createApp } from "../src/app.ts";
import { encryption } from "../src/store.ts";
import { close } from "../src/services.ts";

after(close);

test("visits are counted", async () => {
  const app = createApp({ log: { write: () => {} } });
  const { visits: before } = (await app.inject("/visits")).json();
  const visit = await app.inject({ method: "POST", url: "/visits" });
  assert.deepEqual(visit.json(), { visits: before + 1 });
  const now = await app.inject("/visits");
  assert.deepEqual(now.json(), { visits: before + 1 });
});

test("TLS certificates are not verified", () => {
  const far = encryption("rediss://:secret@ec2.example.com:6380");
  assert.deepEqual(far, { tls: true, rejectUnauthorized: false });
  assert.deepEqual(encryption("redis://127.0.0.1:6379"), {});
});

test("/healthz names a Redis that doesn't answer", () => {
  const program = `
    import { createApp } from "./src/app.ts";
    const app = createApp({ log: { write: () => {} } });
    const answer = await app.inject("/healthz");
    console.log(String(answer.statusCode), String(answer.json().silent.includes("redis")));
    await app.close();
  `;
  const { stdout } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", program],
    {
      env: { ...process.env, REDIS_URL: "redis://127.0.0.1:1" },
      encoding: "utf8",
    },
  );
  assert.equal(stdout, "503 true\n");
});
