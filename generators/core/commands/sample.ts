import { settle } from '../answers/questions.js';
import type { Catalog } from '../model/catalog.js';
import type { Answers, PartialAnswers } from '../model/pipeline.js';

/** The name of an app that is only looked at. */
export const sampleName = 'my-app';

/** The answers that something to look at is rendered with: what was given, and defaults for the rest. */
export const sampleAnswers = (catalog: Catalog, given: PartialAnswers): Answers =>
  settle(catalog, given, { stored: { options: {} }, name: sampleName });
