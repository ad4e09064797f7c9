import { Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** Serves the app on $PORT until SIGTERM. */
export async function serve(app: FastifyInstance): Promise<void> {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stopping = true;
      void stop(app);
    });
  }
  // A connection that stays open after its last answer would delay the shutdown.
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (stopping) reply.header("connection", "close");
    done();
  });
  try {
    await app.listen({ host: "0.0.0.0", port: parsePort(process.env.PORT) });
  } catch (error) {
    app.log.fatal(error);
    process.exitCode = 1;
  }
}

// Heroku's router may still send requests for about two seconds after SIGTERM.
const LAME_DUCK = 3_000; // milliseconds

/** Finishes open requests. Heroku kills the process 30 seconds after SIGTERM. */
async function stop(app: FastifyInstance): Promise<void> {
  app.log.info("stopping");
  const deadline = setTimeout(() => {
    app.log.error("requests were still running after 27 seconds");
    process.exit(1);
  }, 27_000);
  await sleep(LAME_DUCK);
  // This server's own close would also reset connections whose request is on its way.
  Server.prototype.close.call(app.server);
  await sleep(500);
  await app.close();
  clearTimeout(deadline);
  app.log.info("stopped");
}

/** With port 0, the system chooses one. */
export function parsePort(text = ""): number {
  const port = Number(text || "8000");
  if (!/^\d*$/.test(text) || port > 65535) {
    throw new Error(`PORT is ${JSON.stringify(text)}: not a port number`);
  }
  return port;
}
