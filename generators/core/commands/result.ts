import type { Change } from '../model/change.js';
import type { Answers } from '../model/pipeline.js';
import type { Checkout, GitOutcome } from '../tools/git.js';

/** A plan and, unless it was a dry run, its result. */
export interface Report {
  /** Absolute path of the destination. */
  readonly directory: string;
  readonly answers: Answers;
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
  /** The command that gives the same answers without prompts. */
  readonly again: string;
  readonly result?: Result;
}

export interface Result {
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  /** Files that differ and that the user kept. */
  readonly kept: readonly string[];
  readonly git: GitOutcome;
  /** What git knows about the files now; undefined if there is no repository, or git can't tell. */
  readonly checkout: Checkout | undefined;
  /** Programs for the next steps that aren't on PATH. */
  readonly missing: readonly string[];
}
