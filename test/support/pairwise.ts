import { addonsFault, offeredBy } from '../../generators/core/answers/addons.js';
import { forAxes, type AxisFlag } from '../../generators/core/model/axes.js';
import type { Answers } from '../../generators/core/model/pipeline.js';
import type { Catalog, Template } from '../../generators/core/model/catalog.js';

/** One choice for each parameter. */
export type Combination = Readonly<Record<string, string>>;

/**
 * A small set of combinations in which every two values of two parameters occur together at least once.
 *
 * Greedy: each round builds the combination that covers the most pairs not covered yet. The order is fixed, so the set,
 * and the expected trees for it, stay the same from run to run.
 */
export function pairwise(parameters: Readonly<Record<string, readonly string[]>>): Combination[] {
  const names = Object.keys(parameters);
  const open = new Set<string>();
  names.forEach((a, i) => {
    for (const b of names.slice(i + 1)) {
      for (const x of parameters[a] ?? []) for (const y of parameters[b] ?? []) open.add(pair(a, x, b, y));
    }
  });
  const combinations: Combination[] = [];
  while (open.size > 0) {
    const combination: Record<string, string> = {};
    for (const name of names) {
      const gain = (value: string): number =>
        Object.entries(combination).filter(([other, set]) => open.has(pair(other, set, name, value))).length;
      const future = (value: string): number => [...open].filter((key) => key.includes(`${name}=${value};`)).length;
      const values = [...(parameters[name] ?? [])].sort((x, y) => gain(y) - gain(x) || future(y) - future(x));
      combination[name] = values[0] ?? '';
    }
    const met = names.flatMap((a, i) =>
      names.slice(i + 1).map((b) => pair(a, combination[a] ?? '', b, combination[b] ?? '')),
    );
    for (const key of met) open.delete(key);
    combinations.push(combination);
  }
  return combinations;
}

const pair = (a: string, x: string, b: string, y: string): string => `${a}=${x};${b}=${y};`;

/** Every non-empty set of add-ons that a template can have. */
export function addonSets(catalog: Catalog, template: Template): string[][] {
  const offered = offeredBy(catalog, template).map(({ id }) => id);
  const sets = offered.reduce<string[][]>((all, id) => [...all, ...all.map((set) => [...set, id])], [[]]);
  return sets.filter((set) => set.length > 0 && addonsFault(catalog, template, set) === undefined);
}

/** Pairs of everything that a template asks for, as answers. */
export function pairwiseAnswers(catalog: Catalog, template: Template): Pick<Answers, AxisFlag | 'options'>[] {
  const parameters = {
    ...forAxes(({ values }) => catalog[values].map(({ id }) => id)),
    ...Object.fromEntries(template.options.map(({ name, choices }) => [name, choices])),
  };
  return pairwise(parameters).map((one) => ({
    ...forAxes(({ flag }) => one[flag] ?? ''),
    options: Object.fromEntries(template.options.map(({ name }) => [name, one[name] ?? ''])),
  }));
}
