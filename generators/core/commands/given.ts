import type { PartialAnswers } from '../model/pipeline.js';

/** The words of a command line that say what is given. */
export const wordsOf = ({ options, addons, ...common }: PartialAnswers): string[] =>
  Object.entries({ ...common, ...(addons ? { addons: addons.join() } : {}), ...options }).map(
    ([flag, value]) => `--${flag}=${value}`,
  );
