import "./fresh-database.ts";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, test, type TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { createApp } from "../src/app.ts";
import { limits, type State } from "../src/queue.ts";
import { close } from "../src/services.ts";

after(close);

const app = createApp({ log: { write: () => {} } });

Object.assign(limits, { attempts: 2, pause: 1, timeout: 3 });

async function enqueue(text: string): Promise<string> {
  const body = { text };
  const job = await app.inject({ method: "POST", url: "/jobs", body });
  assert.equal(job.statusCode, 202);
  return job.json().id;
}

/** Waits until a job is in one of these states. */
async function until(id: string, ...wanted: State[]): Promise<State> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const { state, ...rest } = (await app.inject(`/jobs/${id}`)).json();
    assert.deepEqual(rest, { id });
    if (wanted.includes(state)) return state;
    await setTimeout(100);
  }
  throw new Error(`job ${id} was never ${wanted.join(" or ")}`);
}

/** Starts a worker, and collects the lines of its log. */
function start(context: TestContext) {
  const program = `${import.meta.dirname}/trying-worker.ts`;
  const worker = spawn(process.execPath, [program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  context.after(() => worker.kill("SIGKILL"));
  const lines: Record<string, unknown>[] = [];
  createInterface({ input: worker.stdout }).on("line", (line) =>
    lines.push(JSON.parse(line)),
  );
  return { worker, lines, exit: once(worker, "exit") };
}

const limit = { timeout: 60_000 };

test("a worker runs a job, and stops", limit, async (context) => {
  const id = await enqueue("three little words");
  const { worker, lines, exit } = start(context);
  await until(id, "done");
  worker.kill("SIGTERM");
  assert.deepEqual(await exit, [0, null]);
  assert.equal(lines.at(-1)?.message, "stopped");
  const [counted, ...more] = lines.filter(({ words }) => words);
  assert.deepEqual([counted?.job, counted?.words, more], [id, 3, []]);
});

test("SIGTERM lets the current job finish", limit, async (context) => {
  const { worker, exit } = start(context);
  const id = await enqueue("sleep 2");
  await until(id, "running");
  worker.kill("SIGTERM");
  assert.deepEqual(await exit, [0, null]);
  assert.equal(await until(id, "done", "waiting", "failed"), "done");
});

test("bad jobs fail, and hold up no other", limit, async (context) => {
  const bad = await Promise.all(["fail", "crash", "hang"].map(enqueue));
  const good = await enqueue("good one");
  start(context);
  for (const id of bad)
    assert.equal(await until(id, "done", "failed"), "failed");
  assert.equal(await until(good, "done"), "done");
});

test("bad requests are rejected", async () => {
  for (const text of ["", "x".repeat(1001), "a\0b", "\ud800"]) {
    const body = { text };
    const job = await app.inject({ method: "POST", url: "/jobs", body });
    assert.equal(job.statusCode, 400);
  }
  for (const id of ["00000000-0000-4000-8000-000000000000", "0", "x'"])
    assert.notEqual((await app.inject(`/jobs/${id}`)).statusCode, 200);
});
