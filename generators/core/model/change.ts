/* The last stages of the pipeline shown in pipeline.ts: what is on disk, and what happens to it. */

import type { RenderedFile } from './pipeline.js';

/** What is at a path in the destination. */
export type DiskEntry =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly content: Buffer; readonly mode: number }
  /** Nothing can be written here without leaving the destination or removing something that isn't a file. */
  | { readonly kind: 'blocked'; readonly why: string };

/** What was written last time, as the base for an update's merge. Kept in .heroku-nix.lock.json. */
export interface Lock {
  /** Version of the generator that wrote it. */
  readonly generator: string;
  readonly template: string;
  readonly name: string;
  /** Path → text of each managed file, as it was written. */
  readonly managed: ReadonlyMap<string, string>;
  /** The files handed over to the user. */
  readonly once: ReadonlySet<string>;
}

/**
 * What happens to one path. `old` is the text that is there or, if `moved`, the text at the path that the file had in
 * earlier templates; nothing is at the new path then. `settled` counts the places where both sides changed the same
 * lines and one side was preferred. `markedAt` is the line of a conflict marker that an earlier merge left.
 */
export type Change = { readonly path: string } & (
  | { readonly kind: 'create'; readonly file: RenderedFile }
  /** No change: it is already the same, or the user's to keep. */
  | { readonly kind: 'keep'; readonly file: RenderedFile; readonly settled?: number; readonly markedAt?: number }
  /** The file on disk becomes what the templates say. */
  | {
      readonly kind: 'update';
      readonly file: RenderedFile;
      readonly old: Buffer;
      readonly settled?: number;
      readonly moved?: boolean;
    }
  /** The user's changes and ours combined, with markers where they conflict. */
  | {
      readonly kind: 'merge';
      readonly file: RenderedFile;
      readonly old: Buffer;
      readonly marks: number;
      readonly settled?: number;
      readonly moved?: boolean;
    }
  /** What is there isn't from us: it is overwritten only if the user says so. */
  | { readonly kind: 'conflict'; readonly file: RenderedFile; readonly old: Buffer }
  /** The user removed it, and it stays removed. */
  | { readonly kind: 'declined'; readonly file: RenderedFile }
  /** No longer part of the template, and unchanged since it was written. */
  | { readonly kind: 'delete'; readonly old: Buffer }
  /**
   * No longer part of the template, and the user's from now on: they changed it or, if `unknown`, neither git nor the
   * templates know it, so only the lock says that we wrote it.
   */
  | { readonly kind: 'release'; readonly old: Buffer; readonly unknown?: true }
  | { readonly kind: 'blocked'; readonly file: RenderedFile; readonly why: string }
);

/** A change that writes a file. */
export type Write = Extract<Change, { kind: 'create' | 'update' | 'merge' | 'conflict' }>;

/** A change that removes a file. */
export type Removal = Extract<Change, { kind: 'delete' }>;
