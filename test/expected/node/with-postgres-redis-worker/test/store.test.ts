import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";
import { after, test } from "node:test";
import { createApp } from "../src/app.ts";
import { encryption, open } from "../src/store.ts";
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

test("a Redis that hangs is given up", { timeout: 30_000 }, async (t) => {
  const url = new URL(process.env.REDIS_URL ?? "");
  const { port, hostname } = url;
  let hangs = false;
  const between = createServer((near) => {
    const far = connect(Number(port || 6379), hostname);
    near.on("data", (data) => hangs || far.write(data));
    near.on("error", () => {}).on("close", () => far.destroy());
    far.pipe(near);
  }).listen(0, "127.0.0.1");
  await once(between, "listening");
  url.host = `127.0.0.1:${(between.address() as AddressInfo).port}`;
  const client = open(url.href);
  t.after(() => {
    client.destroy();
    between.close();
  });
  const ready = () => new Promise((resolve) => client.once("ready", resolve));
  await ready();
  hangs = true;
  await assert.rejects(client.get("visits"));
  hangs = false;
  await ready();
  await client.ping();
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
