// Runs tasks in threads of their own, so one that hangs or crashes doesn't stop the worker.
import { isMainThread, Worker, workerData } from "node:worker_threads";

interface Task {
  /** Address of the module that exports `run`. */
  module: string;
  id: string;
  text: string;
}

/** Runs a task, and stops it when the signal says so. */
export function runInThread(task: Task, signal: AbortSignal): Promise<void> {
  const thread = new Worker(new URL(import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(new Error("It took too long, and was stopped."));
      void thread.terminate();
    };
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    thread.once("error", reject);
    thread.once("exit", (code) => {
      signal.removeEventListener("abort", stop);
      if (code === 0) resolve();
      else reject(new Error(`Its thread ended with exit code ${code}.`));
    });
  });
}

if (!isMainThread) {
  const { module, id, text }: Task = workerData;
  const { run } = await import(module);
  await run(id, text);
}
