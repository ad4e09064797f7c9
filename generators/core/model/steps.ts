import type { Stage } from './detection.js';

/** Two files that name the same versions, as data. */
export interface StepRule {
  readonly kind: string;
  readonly stage: Stage;
  /** What has to be there. `except` is what of the file doesn't count. The groups are `name` and `version`. */
  readonly asked: Versions;
  /** What is there; without this file, the rule doesn't apply. */
  readonly held: Versions;
  /** `{names}` are those that differ. */
  readonly headline: string;
  readonly fix: string;
}

/** Names and versions in a file. */
export interface Versions {
  readonly file: string;
  readonly pattern: string;
  readonly except?: string;
}
