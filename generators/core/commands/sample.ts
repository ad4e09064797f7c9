import { settle } from '../answers/questions.js';
import type { Catalog } from '../model/catalog.js';
import type { Answers, PartialAnswers } from '../model/pipeline.js';

/** The name of an app that is only previewed. */
export const sampleName = 'my-app';

/** The answers that a preview is rendered with: those given, and defaults for the rest. */
export const sampleAnswers = (catalog: Catalog, given: PartialAnswers): Answers =>
  settle(catalog, given, { stored: { options: {} }, name: sampleName });
