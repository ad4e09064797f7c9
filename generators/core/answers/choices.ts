import { openQuestions } from './questions.js';
import type { Answers } from '../model/pipeline.js';
import type { Catalog } from '../model/catalog.js';

/** Something that can be chosen for a template, one of a few values; flag and answer have its name. */
export interface Choice {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  /** The value that is taken when no one chooses another. */
  readonly usual: string;
  readonly values: readonly Value[];
}

export interface Value {
  readonly value: string;
  readonly title: string;
  /** What this value means, where its title does not say it. */
  readonly note: string;
}

/**
 * What can be chosen one of for the answers' template: its options, the base, the CI system. The answers' own values are
 * the usual ones. Add-ons are none of it: any number of them can be chosen.
 */
export const choicesOf = (catalog: Catalog, { template, name, ...usual }: Answers): Choice[] =>
  openQuestions(catalog, { template, options: {} }, { stored: { ...usual, template }, name }).flatMap(
    ({ flag, title, help, choices = [], several, default: preset }) => {
      const values = choices.map((each) => ({
        value: each.value,
        title: each.title,
        note: each.description === help ? '' : each.description,
      }));
      return values.length === 0 || several ? [] : [{ name: flag, title, help, usual: preset, values }];
    },
  );
