import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { inputAt, inputsOf } from './fragments.js';

/** The result of a sweep. */
export interface Sweep {
  readonly inputs: number;
  /** A line for each slow input. */
  readonly faults: readonly string[];
}

interface Slow {
  readonly pattern: string;
  readonly prefix: string;
  readonly repeat: string;
  readonly suffix: string;
  readonly exponent: number;
  readonly milliseconds: number;
}

/** How long one input may block a thread before it is killed: a hang should be a fault. */
const patience = 4_000;

/**
 * Runs patterns over repeated fragments of themselves and of nasty texts.
 *
 * @param some maximum number of inputs, spread over all
 * @param enough how many slow ones stop the sweep
 */
export async function sweep(patterns: readonly string[], some: number, enough = 50): Promise<Sweep> {
  const all = patterns.reduce((sum, pattern) => sum + inputsOf(pattern), 0);
  const stride = Math.max(1, Math.ceil(all / some));
  const faults: string[] = [];
  let inputs = 0;
  for (let from = 0; from < all;) {
    const part = await sweepFrom(patterns, from, stride, enough);
    faults.push(...part.faults);
    inputs += part.inputs;
    from = part.next;
  }
  return { inputs, faults };
}

async function sweepFrom(patterns: readonly string[], from: number, stride: number, enough: number) {
  const current = new SharedArrayBuffer(4);
  const place = new Int32Array(current);
  const workerData = { patterns, from, stride, enough, current };
  const worker = new Worker(join(import.meta.dirname, 'sweep-worker.js'), { workerData });
  const done = new Promise<{ readonly inputs: number; readonly faults: readonly Slow[] }>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  let seen = -1;
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<'stuck'>((resolve) => {
    timer = setInterval(() => {
      const now = Atomics.load(place, 0);
      if (now === seen) resolve('stuck');
      seen = now;
    }, patience);
  });
  const outcome = await Promise.race([done, stuck]);
  clearInterval(timer);
  await worker.terminate();
  if (outcome !== 'stuck') return { inputs: outcome.inputs, faults: outcome.faults.map(line), next: Infinity };
  // One fault per pattern is enough, so continue with the next pattern.
  const { input, end } = inputNumber(patterns, seen);
  return { inputs: Math.ceil((seen - from) / stride) + 1, faults: [`no end: ${input}`], next: end };
}

const line = ({ pattern, exponent, milliseconds, ...text }: Slow): string =>
  `${pattern}\n  grows by ${exponent.toFixed(1)}, ${milliseconds.toFixed(0)} ms: ${JSON.stringify(text)}`;

function inputNumber(patterns: readonly string[], index: number): { readonly input: string; readonly end: number } {
  let start = 0;
  for (const pattern of patterns) {
    const end = start + inputsOf(pattern);
    if (index < end) return { input: `${pattern}\n  ${JSON.stringify(inputAt(pattern, index - start))}`, end };
    start = end;
  }
  throw new Error(`there is no input number ${index}`);
}
