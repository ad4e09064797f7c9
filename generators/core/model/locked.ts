/*
 * Lock files whose packages are built as they are locked, instead of those of nixpkgs. The data is in `onboard.origin` of
 * template.yml.
 */

import type { Rule } from './rule.js';

/** Where the packages of an existing project come from. */
export const origins = ['nixpkgs', 'lock'] as const;
export type Origin = (typeof origins)[number];

/** Which flag says where packages come from, and the lock files that they can come from. */
export interface OriginRules {
  readonly flag: string;
  readonly help: string;
  /** Names of lock files; the first one that is there counts. */
  readonly locks: readonly LockedForm[];
  /** What makes such a lock, by what a project has instead: a file, or a key in it. */
  readonly make: readonly LockMaker[];
  /** Finds files that have hashes and aren't such a lock. */
  readonly hashed: Rule;
  /** Hosts that let everyone download. */
  readonly open: { readonly pattern: string };
  /** How to get the programs of these commands. */
  readonly tools: string;
}

/** The commands that make a lock file, and that first add {names} to what the project asks for. */
export interface LockMaker {
  readonly file: string;
  /** Whether any list with a requirement per line will do as well: {lists} are those that count, {list} the first. */
  readonly lists?: true;
  readonly at?: string;
  readonly run: string;
  readonly add: string;
}

/** How a lock file lists packages. Keys are joined by dots. */
export interface LockedForm {
  readonly file: string;
  /** Other files that a build reads with it. */
  readonly beside: readonly string[];
  /** The list of packages. */
  readonly at: string;
  /** Whether the list has no word on which package needs which: then all of them are installed. */
  readonly flat?: true;
  /** In a package: what it needs, what its extras need, when it is installed, and its files. */
  readonly dependencies: string;
  readonly extras: string;
  readonly markers: string;
  readonly files: readonly string[];
  /** A table of the files of each package by its name, in older versions of the lock. */
  readonly byName?: string;
  /** In a file: its name, its address, and its hash. */
  readonly name: string;
  readonly address: string;
  readonly hash: string;
  /** Set in a package that is a folder, and in one that is a commit. */
  readonly folder: readonly string[];
  readonly commit: string;
  /** What the lock is for. */
  readonly version: string;
  /** The commands that write it again, and that add {names}. */
  readonly again: string;
  readonly add: string;
}
