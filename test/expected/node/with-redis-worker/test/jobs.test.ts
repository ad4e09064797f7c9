import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, test, type TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { createApp } from "../src/app.ts";
import * as queue from "../src/queue.ts";
import { close } from "../src/services.ts";

after(close);

const app = createApp({ log: { write: () => {} } });

async function enqueue(text: string): Promise<string> {
  const job = await app.inject({
    method: "POST",
    url: "/jobs",
    body: { text },
  });
  assert.equal(job.statusCode, 202);
  return job.json().id;
}

/** Waits until a job is done. */
async function done(id: string): Promise<queue.Job> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const job: queue.Job = (await app.inject(`/jobs/${id}`)).json();
    if (job.state !== "waiting") return job;
    await setTimeout(100);
  }
  throw new Error(`job ${id} was not done`);
}

function start(context: TestContext, args: string[]) {
  const worker = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
  });
  context.after(() => worker.kill("SIGKILL"));
  const lines = createInterface({ input: worker.stdout });
  return { worker, lines, exit: once(worker, "exit") };
}

test("a worker runs a job, and stops", { timeout: 60_000 }, async (context) => {
  const id = await enqueue("three little words");
  const { worker, lines, exit } = start(context, ["src/worker.ts"]);
  let last = "";
  lines.on("line", (line) => (last = line));
  assert.deepEqual(await done(id), { id, state: "done", result: "3 words" });
  worker.kill("SIGTERM");
  assert.deepEqual(await exit, [0, null]);
  assert.equal(JSON.parse(last).message, "stopped");
});

test("a job that fails is reported", { timeout: 60_000 }, async () => {
  const id = await enqueue("x");
  const fail = () => Promise.reject(new Error("no luck"));
  while ((await queue.work(fail)) !== id) await setTimeout(10);
  const result = "Error: no luck";
  assert.deepEqual(await done(id), { id, state: "failed", result });
});

test(
  "a killed worker's job runs again",
  { timeout: 60_000 },
  async (context) => {
    const id = await enqueue("two words");
    const program = `
    import { work } from "./src/queue.ts";
    await work(async () => {
      console.log("begun");
      await new Promise((resolve) => setTimeout(resolve, 60_000));
      return "";
    }, 1);
  `;
    const args = ["--input-type=module", "--eval", program];
    const { worker, lines, exit } = start(context, args);
    await once(lines, "line");
    worker.kill("SIGKILL");
    await exit;
    const again = () => Promise.resolve("again");
    while ((await queue.work(again)) !== id) await setTimeout(100);
    assert.equal((await done(id)).result, "again");
  },
);

test("bad requests are rejected", async () => {
  const body = { text: "" };
  const job = await app.inject({ method: "POST", url: "/jobs", body });
  assert.equal(job.statusCode, 400);
  assert.equal((await app.inject("/jobs/0")).statusCode, 404);
});
