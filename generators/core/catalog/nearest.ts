import { closest, distance } from 'fastest-levenshtein';

/**
 * Finds what a misspelled word was meant to be.
 *
 * @returns the nearest known word, or undefined if none is near enough to suggest
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || word.length < 2) return undefined;
  const typed = word.toLowerCase();
  const candidate = closest(typed, known);
  const near = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 4));
  return distance(typed, candidate) <= near || isMixedUp(typed, candidate) ? candidate : undefined;
}

/** Whether the only typo is two adjacent letters swapped. */
function isMixedUp(typed: string, known: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === known[at]) at += 1;
  return `${typed.slice(0, at)}${typed.charAt(at + 1)}${typed.charAt(at)}${typed.slice(at + 2)}` === known;
}
