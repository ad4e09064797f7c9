/* What every manifest in templates/ describes: files, and the processes that they run. */

import type { Origin } from './locked.js';

/** Who owns a file after it is written: `managed` files follow the templates, `once` files are the user's. */
export type Ownership = 'managed' | 'once';

/** Which other add-ons something depends on. */
export interface Condition {
  /** Only with one of these add-ons. */
  readonly with?: readonly string[];
  /** Not with any of these add-ons. */
  readonly without?: readonly string[];
}

/** One row of a manifest's `files`: the source files it covers (a glob), and why they are in the repository. */
export interface FileRow extends Condition {
  readonly path: string;
  readonly ownership: Ownership;
  /** Paths that the file had in earlier versions of the template: an update moves it from there. */
  readonly was?: readonly string[];
  /** Its path in a project that has a file of its own at `path`. */
  readonly beside?: string;
  /**
   * Its path if the project is a folder of a larger repository; from the repository's root if it begins with a slash.
   * `false`: nobody would read it there.
   */
  readonly folder?: string | false;
  /** `prettier`: formatted after rendering; otherwise the template's own layout stays. */
  readonly layout?: 'prettier';
  /** Whether a program writes it for itself: long, and nothing that anyone reads. */
  readonly lock?: true;
  /** Whether it is a good file to read first. */
  readonly start?: true;
  /** `false`: not for an existing project. `folder`: not for one, unless it is a folder of a larger repository. */
  readonly onboard?: false | 'folder';
  /** Only if the packages of an existing project come from there. */
  readonly from?: Origin;
  /** Only for an existing project with a lock file of one of these kinds. */
  readonly locks?: readonly string[];
  readonly reason: string;
}

/** A folder of files that a manifest describes; later layers replace earlier ones, a whole file at a time. */
export interface Layer {
  /** Absolute path of the folder that contains the source files. */
  readonly root: string;
  readonly rows: readonly FileRow[];
}

/** A Heroku process type (https://devcenter.heroku.com/articles/process-model). */
export interface ProcessType {
  readonly name: string;
  /** Absolute path of the program in the image. */
  readonly command: string;
  /** How many dynos the formation starts with. */
  readonly quantity: number;
  readonly description: string;
}
