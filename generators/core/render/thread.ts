/*
 * The other end of renderAside: renders what it is sent, in a thread of its own.
 */
import { parentPort } from 'node:worker_threads';
import { packagedCatalog } from '../catalog/packaged.js';
import type { Answers } from '../domain.js';
import { UserError } from '../errors.js';
import { render } from './render.js';
import type { Reply } from './aside.js';

parentPort?.once('message', (answers: Answers) => {
  void reply(answers).then((message) => {
    parentPort?.postMessage(message);
    // One rendering, and the thread takes itself down; left to the end of the run, that would make the run longer.
    parentPort?.close();
  });
});

async function reply(answers: Answers): Promise<Reply> {
  try {
    return { files: [...(await render(packagedCatalog(), answers))] };
  } catch (error) {
    if (error instanceof UserError) return { trouble: error.trouble, code: error.code };
    const {
      message,
      stack = '',
      code = '',
    }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
    return { fault: { message, stack, code } };
  }
}
