import { once } from "node:events";
import { createClient } from "@redis/client";

const TIMEOUT = 2_000; // milliseconds

type Store = ReturnType<typeof open>;

let made: Store | null = null;
let waiting: Promise<unknown> | null = null;

/** Redis: one connection per process, opened on first use. */
export async function store(): Promise<Store> {
  made ??= open(process.env.REDIS_URL);
  if (!made.isReady) {
    const signal = AbortSignal.timeout(TIMEOUT);
    waiting ??= once(made, "ready", { signal }).finally(() => {
      waiting = null;
    });
    await waiting;
  }
  return made;
}

/** A client. One that waits has commands that may take as long as they like. */
export function open(url = "", waits?: "waits") {
  if (!url) throw new Error("REDIS_URL is not set");
  const client = createClient({
    url,
    // Without a connection, commands fail at once.
    disableOfflineQueue: !waits,
    // The client's own limit is only for commands that wait to be sent, and costs as much as they.
    commandOptions: waits ? {} : { timeout: 0 },
    socket: {
      connectTimeout: TIMEOUT,
      // For a server that hangs before the client is ready. Later, watch() keeps the socket busy.
      ...(waits ? {} : { socketTimeout: 2 * TIMEOUT }),
      reconnectStrategy: (attempts) => Math.min(100 * attempts, 1_000),
      ...encryption(url),
    },
  });
  // The client reconnects by itself; until then, each command fails with its own error.
  client.on("error", () => {});
  client.connect().catch(() => {});
  if (!waits) watch(client);
  return client;
}

/** Connects anew if Redis hangs, since commands would wait for it forever. */
function watch(client: Store): void {
  let isAnswered = true;
  const timer = setInterval(() => {
    if (!client.isOpen) clearInterval(timer);
    if (!client.isReady) return;
    if (!isAnswered) {
      client.destroy();
      client.connect().catch(() => {});
    }
    isAnswered = false;
    const answered = () => (isAnswered = true);
    client.ping().then(answered, answered);
  }, TIMEOUT).unref();
}

/**
 * Heroku uses self-signed certificates, so the connection is encrypted, but the server isn't
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
