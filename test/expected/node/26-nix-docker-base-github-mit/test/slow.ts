// The app plus one slow page, for process.test.ts.
import { setTimeout } from "node:timers/promises";
import { createApp } from "../src/app.ts";
import { serve } from "../src/serve.ts";

const app = createApp();

app.get("/slow", async (request) => {
  request.log.info("slow page begun");
  await setTimeout(1000);
  return "slow page done";
});

await serve(app);
