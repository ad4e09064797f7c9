import { closest, distance } from 'fastest-levenshtein';

/**
 * Finds what a misspelled word was meant to be.
 *
 * @returns the nearest known word, or nothing when none is near enough to be worth offering
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || word.length < 2) return undefined;
  const candidate = closest(word.toLowerCase(), known);
  const near = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
  return distance(word.toLowerCase(), candidate) <= near ? candidate : undefined;
}
