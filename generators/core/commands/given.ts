import type { PartialAnswers } from '../model/pipeline.js';

/** The words of a command line for the given answers. */
export const wordsOf = ({ options, addons, ...common }: PartialAnswers): string[] =>
  Object.entries({ ...common, ...(addons ? { addons: addons.join() } : {}), ...options }).map(
    ([flag, value]) => `--${flag}=${value}`,
  );
