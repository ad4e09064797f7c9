import type { Answers, Catalog } from '../../domain.js';
import { openQuestions } from '../../answers/questions.js';

/** Something that can be chosen for a template, as it is chosen. */
export interface Choice {
  /** Name of the flag, without dashes. */
  readonly flag: string;
  readonly help: string;
  readonly value: string;
  /** Every value there is, `value` among them. */
  readonly values: readonly string[];
}

/** What can be chosen one of for the answers' template: its options, the base, the CI system. */
export const choicesOf = (catalog: Catalog, { template, base, ci, options }: Answers): Choice[] =>
  openQuestions(catalog, { template, options: {} }, { stored: { options: {} }, name: '' }).flatMap(
    ({ flag, help, choices, several }) =>
      choices && !several
        ? [{ flag, help, values: choices.map(({ value }) => value), value: { base, ci, ...options }[flag] ?? '' }]
        : [],
  );
