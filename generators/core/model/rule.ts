/* One rule of a manifest: where to look, and what a match yields. */

/** One thing to look for in files. Without `at` and `pattern`, the file only has to exist. */
export interface Rule {
  /** Globs (picomatch) on paths below the root. */
  readonly file?: string | readonly string[];
  /** Only the files that processes reach count, and of these only what runs (code/reached.ts). For requirements. */
  readonly in?: 'reached';
  /** Keys, joined by dots, in a JSON, TOML or YAML file; `*` stands for each key or item. */
  readonly at?: string;
  /** Regular expression, over all lines; with `at`, over the value found there. Bounded: see catalog/patterns.ts. */
  readonly pattern?: string;
  /** Glob on the names of declared dependencies, instead of files. */
  readonly dependency?: string;
  /** Path that has to exist. */
  readonly exists?: string;
  /** Path or glob of which nothing may be there, neither a file nor a folder. */
  readonly lacks?: string;
  /**
   * Matches only in blocks: the lines after a match of this pattern, as long as they are indented more than the line
   * where it begins. With `heirs`, the blocks of classes that inherit from such a class count as well, in whichever of
   * the files they are: the group 1 of both patterns is the name of a class, and group 2 of `heirs` names those that it
   * inherits from.
   */
  readonly within?: { readonly pattern: string; readonly heirs?: string };
  /** Matches only if this other rule matches somewhere. */
  readonly where?: Rule;
  /** Matches only if this other rule matches nowhere. */
  readonly without?: Rule;
  /**
   * What a match yields. `{1}` is a group of the pattern, `{value}` and `{key}` are what is at `at`; `{path}`, `{dir}`,
   * `{folder}`, `{above}` (the folder that has `{dir}`), `{stem}` and `{dotted}` come from the file. `{upper:1}` is the group in capitals, `{words:1}` a JSON list of words as a command line.
   */
  readonly value?: string;
  /** From 0 to 1. */
  readonly confidence?: number;
  /** Dependencies that the value needs in addition to the declared ones. */
  readonly needs?: readonly string[];
}

/**
 * When a requirement has to hold: to build the image, to start its processes, to answer requests. What is to be kept
 * doesn't stop a deploy: chores after it, and what will matter later.
 */
export const stages = ['build', 'boot', 'answer', 'keep'] as const;

export type Stage = (typeof stages)[number];
