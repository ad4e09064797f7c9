/*
 * Whether a project will build, boot and answer on Heroku.
 *
 *     facts → requirements → verdict → ending
 *
 * Each requirement says what must be true, and how we know that it is, isn't, or may be. The verdict, the exit code, the
 * next steps and the JSON follow from the requirements and from nothing else.
 */
import type { Evidence } from './detection.js';
import type { Stage } from './rule.js';

/** Something that must be true, and whether it is. */
export interface Requirement {
  /** What it is about, such as "lock" or "port"; the same for all requirements of a kind. */
  readonly kind: string;
  readonly stage: Stage;
  /** The process type that needs it; absent if the whole project does. */
  readonly process?: string;
  /** One line: what holds if it is met, or else what is wrong or not known. */
  readonly headline: string;
  readonly state: State;
  /** Where it was seen. */
  readonly evidence: readonly Evidence[];
}

export type State =
  | { readonly is: 'met' }
  /** The exact command or change that mends it; absent if nothing does. */
  | { readonly is: 'missing'; readonly fix?: string }
  /** How to find out. */
  | { readonly is: 'unknown'; readonly check: string };

/** What a user needs to know: can it be deployed, and what comes before that? */
export interface Verdict {
  /**
   * `ready`: each requirement of build, boot and answer is met. `after-steps`: it is, after the steps. `not-yet`: one of
   * them can't be met.
   */
  readonly is: 'ready' | 'after-steps' | 'not-yet';
  /** What stands in the way, in the order of build, boot and answer. */
  readonly blockers: readonly Requirement[];
  /** What may stand in the way. */
  readonly checks: readonly Requirement[];
  /** What doesn't stop a deploy. */
  readonly later: readonly Requirement[];
}
