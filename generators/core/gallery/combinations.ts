import type { Answers, PartialAnswers } from '../model/pipeline.js';
import { settle, withAnswer } from '../answers/questions.js';
import type { Catalog } from '../model/catalog.js';
import type { Choice } from '../answers/choices.js';

/** A value for each choice, by its name. */
export type Combination = Readonly<Record<string, string>>;

/** Every combination of the choices' values; the usual one comes first. Add-ons would double them, each one. */
export function combinationsOf(choices: readonly Choice[]): readonly [Combination, ...Combination[]] {
  let all: [Combination, ...Combination[]] = [{}];
  for (const { name, usual, values } of choices) {
    const ordered = [usual, ...values.map(({ value }) => value).filter((value) => value !== usual)];
    all = ordered.flatMap((value) => all.map((one) => ({ ...one, [name]: value }))) as typeof all;
  }
  return all;
}

/**
 * The answers that a combination stands for.
 *
 * @param usual what is not chosen: template, name and title
 */
export function answersOf(catalog: Catalog, { template, name, title }: Answers, combination: Combination): Answers {
  const given = Object.entries(combination).reduce<PartialAnswers>(
    (all, [flag, value]) => withAnswer(catalog, all, flag, value),
    { template, name, title, options: {} },
  );
  return settle(catalog, given, { stored: { options: {} }, name });
}

/**
 * Says in as few words as possible in which combinations something holds.
 *
 * @param combinations all that there are
 * @param holds for each combination
 * @returns terms with a blank between them, of which one has to be met; each is a query string of choices and their
 *   values, e.g. "ci=github&base=lix ci=none". No term when it never holds; nothing when it always does
 */
export function conditionOf(combinations: readonly Combination[], holds: readonly boolean[]): string | undefined {
  if (holds.every(Boolean)) return undefined;
  const names = Object.keys(combinations[0] ?? {}).filter((name) => matters(name, combinations, holds));
  const terms = combinations
    .filter((_, index) => holds[index])
    .map((each) => new URLSearchParams(names.map((name): [string, string] => [name, each[name] ?? ''])).toString());
  return [...new Set(terms)].join(' ');
}

/** Whether there are two combinations that differ in this choice alone, of which it holds in one only. */
function matters(name: string, combinations: readonly Combination[], holds: readonly boolean[]): boolean {
  const seen = new Map<string, boolean | undefined>();
  return combinations.some((each, index) => {
    const others = JSON.stringify({ ...each, [name]: '' });
    if (seen.has(others)) return seen.get(others) !== holds[index];
    seen.set(others, holds[index]);
    return false;
  });
}
