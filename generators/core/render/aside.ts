import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Answers, FileSet, RenderedFile } from '../domain.js';
import { UserError, type Trouble } from '../errors.js';

/** What the thread sends back; buffers arrive as plain byte arrays, errors as their parts. */
export type Reply =
  | { readonly files: readonly (readonly [string, RenderedFile])[] }
  | { readonly trouble: Trouble; readonly code: number }
  | { readonly fault: string };

const known = new Map<string, Promise<FileSet>>();
let thread: Worker | undefined;

/**
 * Renders as `render` does, in another thread: while a person is thinking, or while Yeoman loads.
 *
 * Asking again for the same answers costs nothing, so whoever can foresee them may ask early.
 *
 * @throws UserError as `render` does
 */
export function renderAside(answers: Answers): Promise<FileSet> {
  const key = JSON.stringify(answers);
  const files = known.get(key) ?? ask(answers);
  known.set(key, files);
  return files;
}

/** Loads the renderer without giving it work yet. */
export function prepareAside(): Worker {
  if (thread) return thread;
  thread = new Worker(new URL('./thread.js', import.meta.url));
  // The process ends when its own work is done; only a rendering under way is waited for.
  thread.unref();
  return thread;
}

async function ask(answers: Answers): Promise<FileSet> {
  const worker = prepareAside();
  // A thread renders once: whoever asks next has another.
  thread = undefined;
  worker.ref();
  worker.postMessage(answers);
  const [reply] = (await once(worker, 'message')) as [Reply];
  if ('trouble' in reply) throw new UserError(reply.trouble, reply.code);
  if ('fault' in reply) throw new Error(reply.fault);
  return new Map(reply.files.map(([path, file]) => [path, { ...file, content: Buffer.from(file.content) }]));
}
