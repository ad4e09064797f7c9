import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { logger, RequestLog } from "./logs.ts";
import { secure } from "./security.ts";

const read = (name: string) => readFileSync(new URL(name, import.meta.url));
const index = read("index.html");
const style = read("style.css");

interface AppOptions {
  env?: NodeJS.ProcessEnv;
  log?: { write(line: string): void } | null;
}

/** Creates the app, without the server that runs it. */
export function createApp({
  env = process.env,
  log = null,
}: AppOptions = {}): FastifyInstance {
  const app = Fastify({
    // By itself, it writes to stdout, faster than process.stdout does.
    logger: log ? { ...logger, stream: log } : logger,
    logController: new RequestLog(),
    // Heroku's router gives each request an ID.
    genReqId: ({ headers: { "x-request-id": given } }) =>
      typeof given === "string" && /^[\w.+/=-]{1,200}$/.test(given)
        ? given
        : randomUUID(),
    // On Heroku only the router can reach the app. It adds the client's address at the end of
    // X-Forwarded-For; the client can send anything before it.
    trustProxy: (_address, hop) => hop === 0,
    // Heroku's router keeps idle connections for 90 seconds. If the app closed one earlier, the
    // router could send a request at that moment, and it would fail.
    keepAliveTimeout: 95_000,
    // A request must arrive within this time, however slowly its client sends it.
    requestTimeout: 30_000,
    // Requests that arrive after SIGTERM get an answer like any other.
    return503OnClosing: false,
  });

  secure(app);

  app.get("/", (_request, reply) => reply.type("text/html").send(index));
  app.get("/style.css", (_request, reply) =>
    reply.type("text/css").send(style),
  );

  app.get("/healthz", () => ({ status: "ok" }));

  // The hash of the app's path in the Nix store, and the release, which Heroku sets if dyno
  // metadata is enabled for the app.
  app.get("/version", () => ({
    build: env.BUILD_ID ?? "dev",
    release: env.HEROKU_RELEASE_VERSION ?? null,
  }));

  // Clients see what they did wrong, but never what went wrong in the app.
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error(error);
    const message = status >= 500 ? "Internal Server Error" : error.message;
    return reply.code(status).send({ error: message });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: "Not Found" }),
  );

  return app;
}
