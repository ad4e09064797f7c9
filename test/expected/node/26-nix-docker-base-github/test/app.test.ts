import assert from "node:assert/strict";
import { test } from "node:test";
import { createApp } from "../src/app.ts";
import { parsePort } from "../src/serve.ts";

/** An app with an empty environment, and the lines it logs. */
function quietApp(env: NodeJS.ProcessEnv = {}) {
  const lines: string[] = [];
  const app = createApp({ env, log: { write: (line) => lines.push(line) } });
  return { app, lines };
}

test("the front page is HTML", async () => {
  const response = await quietApp().app.inject("/");
  assert.equal(response.statusCode, 200);
  assert.match(String(response.headers["content-type"]), /^text\/html/);
  assert.match(response.body, /<h1>/);
});

test("/healthz answers", async () => {
  const response = await quietApp().app.inject("/healthz");
  assert.equal(response.statusCode, 200);
  assert.deepEqual(response.json(), { status: "ok" });
});

test("/version without Nix and Heroku", async () => {
  const response = await quietApp().app.inject("/version");
  assert.deepEqual(response.json(), { build: "dev", release: null });
});

test("/version on Heroku", async () => {
  const env = { BUILD_ID: "abc", HEROKU_RELEASE_VERSION: "v7" };
  const response = await quietApp(env).app.inject("/version");
  assert.deepEqual(response.json(), { build: "abc", release: "v7" });
});

test("each request is one line of JSON", async () => {
  const { app, lines } = quietApp();
  await app.inject({
    url: "/healthz?token=secret",
    headers: {
      "x-forwarded-for": "10.0.0.1, 203.0.113.9",
      "x-forwarded-proto": "https",
      "x-request-id": "one",
    },
  });
  assert.equal(lines.length, 1);
  const { time, duration_ms, ...line } = JSON.parse(lines[0] ?? "");
  assert.ok(!Number.isNaN(Date.parse(time)));
  assert.equal(typeof duration_ms, "number");
  assert.deepEqual(line, {
    level: "info",
    message: "request",
    method: "GET",
    scheme: "https",
    path: "/healthz",
    status: 200,
    remote: "203.0.113.9",
    request_id: "one",
  });
});

test("an error is logged, but not shown to the client", async () => {
  const { app, lines } = quietApp();
  app.get("/broken", () => {
    throw new Error("broken");
  });
  const response = await app.inject("/broken");
  assert.equal(response.statusCode, 500);
  assert.deepEqual(response.json(), { error: "Internal Server Error" });
  assert.equal(JSON.parse(lines[0] ?? "").message, "broken");
});

test("PORT", () => {
  assert.equal(parsePort(), 8000);
  assert.equal(parsePort(""), 8000);
  assert.equal(parsePort("5000"), 5000);
  for (const text of ["http", "-1", "65536", "80 ", "8e3"]) {
    assert.throws(() => parsePort(text), {
      message: `PORT is "${text}": not a port number`,
    });
  }
});
