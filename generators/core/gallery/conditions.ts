import type { Combination } from './combinations.js';

/** A set of combinations, with one bit for each. */
export type Subset = bigint;

/** The combinations with these numbers. */
export const subsetOf = (numbers: Iterable<number>): Subset => {
  let all = 0n;
  for (const number of numbers) all |= 1n << BigInt(number);
  return all;
};

/**
 * Returns a short condition for a set of combinations.
 *
 * @param within those that matter: the rest may meet the condition or not; all by default
 */
export type ConditionOf = (subset: Subset, within?: Subset) => string | undefined;

/**
 * Builds conditions for a list of combinations.
 *
 * A condition is a list of terms, separated by spaces, and one of them must be met. Each is a query string of choices
 * and values, e.g. "ci=github&base=lix ci=none". An empty set has no terms, and if all that matter meet the condition,
 * there is none. Combinations that aren't in the list can't be chosen, so they make no term longer.
 */
export function conditionsOf(combinations: readonly Combination[]): ConditionOf {
  const numbered = (test: (each: Combination) => boolean): Subset =>
    subsetOf(combinations.flatMap((each, number) => (test(each) ? [number] : [])));
  const all = numbered(() => true);
  const having = new Map<string, Subset>();
  for (const [name, value] of combinations.flatMap((each) => Object.entries(each))) {
    const key = `${name}=${value}`;
    if (!having.has(key))
      having.set(
        key,
        numbered((each) => each[name] === value),
      );
  }
  const met = (term: readonly (readonly [string, string])[]): Subset =>
    term.reduce((some, [name, value]) => some & (having.get(`${name}=${value}`) ?? 0n), all);

  const termsFor = (subset: Subset, others: Subset): string => {
    const terms: string[] = [];
    let open = subset;
    for (const [number, each] of combinations.entries()) {
      if (((open >> BigInt(number)) & 1n) === 0n) continue;
      // A choice matters if others would meet the term without it.
      const term = Object.keys(each).reduce<[string, string][]>((kept, name) => {
        const shorter = kept.filter(([other]) => other !== name);
        return (met(shorter) & others) === 0n ? shorter : kept;
      }, Object.entries(each));
      terms.push(new URLSearchParams(term).toString());
      open &= ~met(term);
    }
    return terms.join(' ');
  };
  const known = new Map<string, string>();
  return (subset, within = all) => {
    if (subset === within) return undefined;
    const key = `${subset} ${within}`;
    const condition = known.get(key) ?? termsFor(subset, within & ~subset);
    known.set(key, condition);
    return condition;
  };
}
