// Jobs that go wrong on purpose, for jobs.test.ts.
import { setTimeout } from "node:timers/promises";
import * as tasks from "../src/tasks.ts";

export async function run(id: string, text: string): Promise<void> {
  const [what = "", seconds = "0"] = text.split(" ");
  if (what === "sleep") await setTimeout(Number(seconds) * 1000);
  if (what === "fail") throw new Error("no luck\0");
  if (what === "crash") process.exit(3);
  if (what === "hang") for (;;);
  await tasks.run(id, text);
}
