import { once } from "node:events";
import { createClient } from "@redis/client";

const PATIENCE = 2_000; // milliseconds

type Store = ReturnType<typeof open>;

let made: Store | null = null;
let waiting: Promise<unknown> | null = null;

/** Redis: one connection for each process, made when it is first asked for. */
export async function store(): Promise<Store> {
  made ??= open(process.env.REDIS_URL);
  if (!made.isReady) {
    const signal = AbortSignal.timeout(PATIENCE);
    waiting ??= once(made, "ready", { signal }).finally(() => {
      waiting = null;
    });
    await waiting;
  }
  return made;
}

function open(url = "") {
  if (!url) throw new Error("REDIS_URL is not set");
  const client = createClient({
    url,
    // While there is no connection, commands fail at once.
    disableOfflineQueue: true,
    commandOptions: { timeout: PATIENCE },
    socket: {
      connectTimeout: PATIENCE,
      reconnectStrategy: (attempts) => Math.min(100 * attempts, 1_000),
      ...encryption(url),
    },
  });
  // A lost connection is opened again by itself; whoever wants it meanwhile is told.
  client.on("error", () => {});
  client.connect().catch(() => {});
  return client;
}

/**
 * Heroku's certificates are signed by nobody: what is sent is encrypted, and the server is not
 * verified.
 */
export const encryption = (url: string) =>
  url.startsWith("rediss:")
    ? ({ tls: true, rejectUnauthorized: false } as const)
    : {};

export async function check(): Promise<void> {
  await (await store()).ping();
}

export async function close(): Promise<void> {
  made?.destroy();
  made = null;
}
