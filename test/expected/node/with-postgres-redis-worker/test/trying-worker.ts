// The worker with the jobs of trying-tasks.ts, and little time for each.
import { limits } from "../src/queue.ts";
import { work } from "../src/worker.ts";

limits.timeout = 3;
await work(import.meta.resolve("./trying-tasks.ts"));
