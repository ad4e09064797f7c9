import { readFileSync } from "node:fs";
import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { jobs } from "./jobs.ts";
import { logger, RequestLog } from "./logs.ts";
import { notes } from "./notes.ts";
import * as services from "./services.ts";
import { visits } from "./visits.ts";

const index = readFileSync(new URL("index.html", import.meta.url));

interface Surroundings {
  env?: NodeJS.ProcessEnv;
  log?: { write(line: string): void };
}

/** The app, without the process that serves it. */
export function createApp({
  env = process.env,
  log = process.stdout,
}: Surroundings = {}): FastifyInstance {
  const app = Fastify({
    logger: { ...logger, stream: log },
    logController: new RequestLog(),
    requestIdHeader: "x-request-id",
    // On Heroku nothing but the router can call the app. It appends the address it was called
    // from to X-Forwarded-For; what stands before that is the client's own claim.
    trustProxy: (_address, hop) => hop === 0,
    // Heroku's router keeps idle connections for 90 seconds; it is to be the one that closes them.
    keepAliveTimeout: 95_000,
    // A request that still arrives after SIGTERM is answered like any other.
    return503OnClosing: false,
  });

  app.get("/", (_request, reply) => reply.type("text/html").send(index));

  app.get("/healthz", async (request, reply) => {
    const silent = await services.silent(request.log);
    if (silent.length === 0) return { status: "ok" };
    return reply.code(503).send({ status: "unavailable", silent });
  });
  app.addHook("onClose", services.close);

  app.register(notes);
  app.register(visits);
  app.register(jobs);

  // The hash of the app's path in the Nix store, and Heroku's release, which is known only when
  // the app has Heroku's dyno metadata.
  app.get("/version", () => ({
    build: env.BUILD_ID ?? "dev",
    release: env.HEROKU_RELEASE_VERSION ?? null,
  }));

  // The client is told what it did wrong, and never what went wrong in here.
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error(error);
    const message = status >= 500 ? "Internal Server Error" : error.message;
    return reply.code(status).send({ error: message });
  });

  return app;
}
