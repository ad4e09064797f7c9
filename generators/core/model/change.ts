/* The last stages of the pipeline that domain.ts draws: what is on disk, and what is to happen to it. */

import type { RenderedFile } from './pipeline.js';

/** What is at a path of the destination. */
export type DiskEntry =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly content: Buffer; readonly mode: number }
  /** Nothing can be written here without leaving the destination or removing what is no file. */
  | { readonly kind: 'blocked'; readonly why: string };

/** What was written last time: what an update merges from. Kept in .heroku-nix.lock.json. */
export interface Lock {
  /** Version of the generator that wrote it. */
  readonly generator: string;
  readonly template: string;
  readonly name: string;
  /** Path → the text of each managed file, as it was written. */
  readonly managed: ReadonlyMap<string, string>;
  /** The files that were given to the user. */
  readonly once: ReadonlySet<string>;
}

/**
 * What is to happen to one path. `old` is the text that is there or, where it is `moved`, at the path that the file had
 * in earlier templates; then nothing is at the new one. `settled` counts the places where both changed the same lines
 * and one side was preferred.
 */
export type Change = { readonly path: string } & (
  | { readonly kind: 'create'; readonly file: RenderedFile }
  /** Nothing: it is the same already, or the user's to keep. */
  | { readonly kind: 'keep'; readonly file: RenderedFile; readonly settled?: number }
  /** What is there becomes what the templates say. */
  | {
      readonly kind: 'update';
      readonly file: RenderedFile;
      readonly old: Buffer;
      readonly settled?: number;
      readonly moved?: boolean;
    }
  /** The user's changes and ours in one; with marks where they meet. */
  | {
      readonly kind: 'merge';
      readonly file: RenderedFile;
      readonly old: Buffer;
      readonly marks: number;
      readonly settled?: number;
      readonly moved?: boolean;
    }
  /** What is there is not from us: it is overwritten only when the user says so. */
  | { readonly kind: 'conflict'; readonly file: RenderedFile; readonly old: Buffer }
  /** The user removed it, and it stays away. */
  | { readonly kind: 'declined'; readonly file: RenderedFile }
  /** No longer part of the template, and not changed since it was written. */
  | { readonly kind: 'delete'; readonly old: Buffer }
  /**
   * No longer part of the template, and theirs from now on: the user changed it or, where it is `unknown`, neither git nor
   * the templates know it, so that only the lock says that we wrote it.
   */
  | { readonly kind: 'release'; readonly old: Buffer; readonly unknown?: true }
  | { readonly kind: 'blocked'; readonly file: RenderedFile; readonly why: string }
);

/** A change that ends in a written file. */
export type Write = Extract<Change, { kind: 'create' | 'update' | 'merge' | 'conflict' }>;

/** A change that takes a file away. */
export type Removal = Extract<Change, { kind: 'delete' }>;
