/*
 * Runs patterns over repeated fragments, in a thread that can be killed: `sweep.ts` watches the number of the input. A
 * slow text is measured again at growing sizes; what counts is how the time grows.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { inputAt, inputsOf } from './fragments.js';

/** Characters of a text, and how many milliseconds a pattern may take for it before a closer look. */
const sizes = [1024, 16_384];
const suspicious = 15;

/** How the time grows with the size: 1 is linear, 2 quadratic. */
const steepest = 1.3;

/**
 * @typedef {{ pattern: string, prefix: string, repeat: string, suffix: string, exponent: number, milliseconds: number }} Fault
 * @typedef {{ patterns: string[], from: number, stride: number, enough: number, current: SharedArrayBuffer }} Data
 */
/** @type {unknown} */
const given = workerData;
const { patterns, from, stride, enough, current } = /** @type {Data} */ (given);
const place = new Int32Array(current);
/** @type {Fault[]} */
const faults = [];
let inputs = 0;

/**
 * @param {RegExp} expression
 * @param {string} text
 * @returns {number} milliseconds
 */
function timed(expression, text) {
  const start = performance.now();
  let matches = 0;
  for (const match of text.matchAll(expression)) if ((matches += match.length > 0 ? 1 : 0) === 1000) break;
  return performance.now() - start;
}

/**
 * @param {RegExp} expression
 * @param {{ prefix: string, repeat: string, suffix: string }} input
 * @returns {{ exponent: number, milliseconds: number } | undefined} undefined if it is fast, or grows within limits
 */
function slowness(expression, { prefix, repeat, suffix }) {
  /** @param {number} size */
  const run = (size) => timed(expression, prefix + repeat.repeat(Math.ceil(size / repeat.length)) + suffix);
  for (const size of sizes) {
    if (run(size) < suspicious) continue;
    const found = grows(run, size);
    if (found) return found;
  }
  return undefined;
}

/**
 * How the time grows, measured again as long as it looks too steep: a busy machine can slow down one round, but not all
 * of them.
 *
 * @param {(size: number) => number} run
 * @param {number} size
 * @returns {{ exponent: number, milliseconds: number } | undefined} undefined if one round was fast, or grew within
 *   limits
 */
function grows(run, size) {
  let exponent = 0;
  let milliseconds = 0;
  for (let round = 0; round < 5; round += 1) {
    milliseconds = quickest(() => run(size));
    if (milliseconds < suspicious) return undefined;
    exponent = Math.log(milliseconds / quickest(() => run(size / 4))) / Math.log(4);
    if (exponent <= steepest) return undefined;
  }
  return { exponent, milliseconds };
}

/**
 * The best of several times: the first ones may compile the pattern, and other programs use the machine, too.
 *
 * @param {() => number} run
 */
function quickest(run) {
  let best = run();
  for (let round = 0; round < 8 && best < 500; round += 1) best = Math.min(best, run());
  return best;
}

let number = 0;
for (const pattern of patterns) {
  const expression = new RegExp(pattern, 'gm');
  const count = inputsOf(pattern);
  const first = number;
  number += count;
  for (let index = Math.max(first, from); index < number; index += 1) {
    if (index % stride !== 0 || faults.length >= enough) continue;
    Atomics.store(place, 0, index);
    inputs += 1;
    const input = inputAt(pattern, index - first);
    const found = slowness(expression, input);
    if (found) faults.push({ pattern, ...input, ...found });
  }
}
parentPort?.postMessage({ inputs, faults });
