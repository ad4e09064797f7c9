import { openQuestions } from './questions.js';
import type { Answers } from '../model/pipeline.js';
import type { Catalog } from '../model/catalog.js';

/** A choice of one of a few values for a template; flag and answer have its name. */
export interface Choice {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  /** The value unless the user chooses another. */
  readonly usual: string;
  readonly values: readonly Value[];
}

export interface Value {
  readonly value: string;
  readonly title: string;
  /** What this value means, if its title doesn't say it. */
  readonly note: string;
}

/**
 * The choices for the answers' template: its options, the base, the CI system. The answers' own values are the usual
 * ones. Add-ons aren't included, since any number of them can be chosen.
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
