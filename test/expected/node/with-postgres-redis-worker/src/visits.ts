import type { FastifyInstance } from "fastify";
import { store } from "./store.ts";

/** A counter in Redis, as an example: replace it with your own pages. */
export async function visits(app: FastifyInstance): Promise<void> {
  app.get("/visits", async () => {
    const redis = await store();
    return { visits: Number(await redis.get("visits")) };
  });

  app.post("/visits", async () => {
    const redis = await store();
    return { visits: await redis.incr("visits") };
  });
}
