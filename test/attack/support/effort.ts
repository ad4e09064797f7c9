import { appendFileSync } from 'node:fs';

/**
 * How many inputs a test tries: a few in `npm test`, all in `npm run attack`.
 *
 * @param some number that takes seconds
 * @param all number that the documentation promises
 */
export const effort = (some: number, all: number): number => (process.env.ATTACK === 'all' ? all : some);

/**
 * Counts what was tried, for the table at the end of `npm run attack`. Call it before the expectation that could fail.
 *
 * @param surface what was attacked, e.g. "stored answers"; rows with the same name are added up
 * @param inputs how many inputs were tried
 * @param faults how many of them failed
 */
export function tried(surface: string, inputs: number, faults: number): void {
  const log = process.env.ATTACK_LOG;
  if (log !== undefined) appendFileSync(log, `${JSON.stringify({ surface, inputs, faults })}\n`);
}
