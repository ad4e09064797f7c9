// Tests that need the real process: its log and how it stops.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test, type TestContext } from "node:test";

interface Line {
  time: string;
  level: string;
  message: string;
}

function start(context: TestContext, port: string) {
  const web = spawn(process.execPath, [`${import.meta.dirname}/slow.ts`], {
    env: { PORT: port },
    stdio: ["ignore", "pipe", "inherit"],
  });
  context.after(() => web.kill("SIGKILL"));
  const exit = once(web, "exit");
  const log = createInterface({ input: web.stdout })[Symbol.asyncIterator]();

  /** Reads the log up to a message; every line before it must be a JSON object. */
  async function next(pattern: RegExp): Promise<RegExpExecArray> {
    for (let each = await log.next(); !each.done; each = await log.next()) {
      const line: Line = JSON.parse(each.value);
      assert.ok(line.time && line.level);
      const found = pattern.exec(line.message);
      if (found) return found;
    }
    throw new Error(`the log ended without ${pattern}`);
  }

  return { web, exit, next };
}

test("SIGTERM lets requests finish", { timeout: 60_000 }, async (context) => {
  const { web, exit, next } = start(context, "0");
  const [, port] = await next(/listening at .*:(\d+)$/);
  const answer = fetch(`http://127.0.0.1:${port}/slow`).then((response) =>
    response.text(),
  );
  await next(/^slow page begun$/);
  const began = Date.now();
  web.kill("SIGTERM");
  await next(/^stopping$/);
  assert.equal(await answer, "slow page done");
  await next(/^stopped$/);
  assert.deepEqual(await exit, [0, null]);
  // The connection that fetch keeps open doesn't delay the shutdown.
  assert.ok(Date.now() - began < 10_000);
});

test("a bad PORT is an error", { timeout: 60_000 }, async (context) => {
  const { exit, next } = start(context, "http");
  await next(/^PORT is "http": not a port number$/);
  assert.deepEqual(await exit, [1, null]);
});
