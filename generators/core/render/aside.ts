import { Worker } from 'node:worker_threads';
import type { Answers, FileSet, RenderedFile } from '../domain.js';
import { UserError, type Trouble } from '../errors.js';

/** What the thread sends back; buffers arrive as plain byte arrays, errors as their parts. */
export type Reply =
  | { readonly files: readonly (readonly [string, RenderedFile])[] }
  | { readonly trouble: Trouble; readonly code: number }
  | { readonly fault: { readonly message: string; readonly stack: string; readonly code: string } };

/** A thread, and what it will say. */
interface Renderer {
  readonly worker: Worker;
  readonly reply: Promise<Reply>;
}

const known = new Map<string, Promise<FileSet>>();
let waiting: Renderer | undefined;

/**
 * Renders as `render` does, in another thread: while a person is thinking, or while Yeoman loads.
 *
 * Asking again for the same answers costs nothing, so whoever can foresee them may ask early.
 *
 * @throws UserError as `render` does; the error of a thread that cannot start, or that ends early
 */
export function renderAside(answers: Answers): Promise<FileSet> {
  const key = JSON.stringify(answers);
  const files = known.get(key) ?? ask(answers);
  known.set(key, files);
  return files;
}

/** Loads the renderer without giving it work yet. */
export function prepareAside(): void {
  waiting ??= start();
}

function start(): Renderer {
  const worker = new Worker(new URL('./thread.js', import.meta.url));
  const reply = new Promise<Reply>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('messageerror', reject);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`The thread that renders ended early, with exit code ${code}`));
    });
  });
  // If a thread fails before it is asked, the one who asks gets the error.
  reply.catch(() => undefined);
  // The process ends when its own work is done; only a rendering under way is waited for.
  worker.unref();
  return { worker, reply };
}

async function ask(answers: Answers): Promise<FileSet> {
  const { worker, reply: coming } = waiting ?? start();
  // A thread renders once: whoever asks next has another.
  waiting = undefined;
  worker.ref();
  worker.postMessage(answers);
  const reply = await coming;
  if ('trouble' in reply) throw new UserError(reply.trouble, reply.code);
  if ('fault' in reply) {
    const { message, ...rest } = reply.fault;
    throw Object.assign(new Error(message), rest);
  }
  return new Map(reply.files.map(([path, file]) => [path, { ...file, content: Buffer.from(file.content) }]));
}
