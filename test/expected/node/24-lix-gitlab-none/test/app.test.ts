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

test("the front page has a style", async () => {
  const response = await quietApp().app.inject("/style.css");
  assert.equal(response.statusCode, 200);
  assert.match(String(response.headers["content-type"]), /^text\/css/);
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

test("HTTP is redirected to HTTPS", async () => {
  const { app } = quietApp();
  const routed = { "x-forwarded-proto": "http", host: "app.example" };
  const moved = await app.inject({ url: "/version?a=b", headers: routed });
  assert.equal(moved.statusCode, 308);
  assert.equal(moved.headers.location, "https://app.example/version?a=b");
  const post = { method: "POST", url: "/", headers: routed } as const;
  assert.equal((await app.inject(post)).statusCode, 403);
  const health = await app.inject({ url: "/healthz", headers: routed });
  assert.equal(health.statusCode, 200);
  const headers = { "x-forwarded-proto": "https" };
  const secure = await app.inject({ url: "/", headers });
  assert.ok(secure.headers["strict-transport-security"]);
  assert.equal(secure.headers["x-content-type-options"], "nosniff");
});

test("each answer has a request ID", async () => {
  const { app, lines } = quietApp();
  app.get("/broken", () => {
    throw new Error("broken");
  });
  const headers = { "x-request-id": "one-of-heroku" };
  const { headers: answered } = await app.inject({ url: "/broken", headers });
  assert.equal(answered["x-request-id"], "one-of-heroku");
  for (const line of lines)
    assert.equal(JSON.parse(line).request_id, "one-of-heroku");
  const odd = { "x-request-id": 'odd "one"' };
  const { headers: made } = await app.inject({ url: "/", headers: odd });
  assert.equal(String(made["x-request-id"]).length, 36);
});

test("errors are JSON, and large bodies are rejected", async () => {
  const { app } = quietApp();
  app.post("/echo", (request) => request.body);
  const missing = await app.inject("/nothing");
  assert.deepEqual(missing.json(), { error: "Not Found" });
  const large = await app.inject({
    method: "POST",
    url: "/echo",
    body: { text: "x".repeat(1_100_000) },
  });
  assert.equal(large.statusCode, 413);
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
