import { closest, distance } from 'fastest-levenshtein';

/**
 * Finds what a misspelt word was meant to be.
 *
 * @returns the nearest known word, or nothing when none is near enough to be worth offering
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const candidate = closest(word.toLowerCase(), known);
  return distance(word.toLowerCase(), candidate) <= Math.max(2, Math.floor(candidate.length / 3))
    ? candidate
    : undefined;
}
