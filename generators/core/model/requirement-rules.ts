/*
 * What must be true for a project, as data in detect.yml and template.yml.
 */
import type { Origin } from './locked.js';
import type { Rule, Stage } from './rule.js';

/** A requirement as data: it applies where `if` matches, and is met if `unless` matches somewhere. */
export interface RequirementRule {
  readonly kind: string;
  readonly stage: Stage;
  readonly if: Rule;
  readonly unless?: Rule;
  /** Only if packages come from there. */
  readonly from?: Origin;
  /** Only if a process starts this program; if a release could start it, that is only told. */
  readonly starts?: string;
  /** What holds if it is met. Without this text, a requirement that is met isn't mentioned. */
  readonly met?: string;
  /** What is wrong if it isn't met. */
  readonly headline: string;
  /** The exact command or change that mends it. */
  readonly fix?: string;
  /** How to find out, if the rule can't tell. */
  readonly check?: string;
}

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

/** A file that says for what contents of others it was written, as data. */
export interface DigestRule {
  readonly kind: string;
  readonly stage: Stage;
  /** A file in JSON; without it, the rule doesn't apply. */
  readonly file: string;
  /** Its key for the SHA-256 of the others, one after another, in hexadecimal. */
  readonly at: string;
  /** The others; those that aren't there count as empty. */
  readonly of: readonly string[];
  readonly headline: string;
  readonly fix: string;
}

/** Names and versions in a file. */
export interface Versions {
  readonly file: string;
  readonly pattern: string;
  readonly except?: string;
}
