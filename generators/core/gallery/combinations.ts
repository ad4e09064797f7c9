import { addonsFault, offeredBy } from '../answers/addons.js';
import type { Choice } from '../answers/choices.js';
import { settle, withAnswer } from '../answers/questions.js';
import type { Catalog, Template } from '../model/catalog.js';
import type { Answers, PartialAnswers } from '../model/pipeline.js';

/** A value for each choice, by its name; each offered add-on is a choice of its own, on or off. */
export type Combination = Readonly<Record<string, string>>;

/** An add-on's choice. No option has a name with a dot. */
export const addonChoice = (id: string): string => `addons.${id}`;

/**
 * Every combination of the choices' values and of the add-ons that work together; the usual one comes first.
 *
 * @param usual the add-ons that are chosen by default
 */
export function combinationsOf(
  catalog: Catalog,
  template: Template,
  choices: readonly Choice[],
  usual: readonly string[],
): readonly [Combination, ...Combination[]] {
  let all: [Combination, ...Combination[]] = [{}];
  for (const { name, usual: first, values } of choices) {
    const ordered = [first, ...values.map(({ value }) => value).filter((value) => value !== first)];
    all = ordered.flatMap((value) => all.map((one) => ({ ...one, [name]: value }))) as typeof all;
  }
  const offered = offeredBy(catalog, template).map(({ id }) => id);
  const sets = offered.reduce<string[][]>((some, id) => [...some, ...some.map((set) => [...set, id])], [[]]);
  const others = sets.filter((set) => set.join() !== usual.join() && addonsFault(catalog, template, set) === undefined);
  return [usual, ...others].flatMap((set) => {
    const chosen = offered.map((id): [string, string] => [addonChoice(id), set.includes(id) ? 'on' : 'off']);
    return all.map((one) => ({ ...one, ...Object.fromEntries(chosen) }));
  }) as typeof all;
}

/**
 * The answers that a combination stands for.
 *
 * @param usual what isn't a choice: template, name and title
 */
export function answersOf(catalog: Catalog, { template, name, title }: Answers, combination: Combination): Answers {
  const addons = catalog.addons.map(({ id }) => id).filter((id) => combination[addonChoice(id)] === 'on');
  const given = Object.entries(combination)
    .filter(([flag]) => !flag.includes('.'))
    .reduce<PartialAnswers>((all, [flag, value]) => withAnswer(catalog, all, flag, value), {
      ...{ template, name, title, addons, options: {} },
    });
  return settle(catalog, given, { stored: { options: {} }, name });
}
