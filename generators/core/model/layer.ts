/* What every manifest of templates/ describes: files, and the processes that they run. */

/** Who keeps a file after it was written: `managed` files follow the templates, `once` files are the user's. */
export type Ownership = 'managed' | 'once';

/** Which other add-ons something depends on. */
export interface Condition {
  /** Only with one of these add-ons. */
  readonly with?: readonly string[];
  /** Not with any of these add-ons. */
  readonly without?: readonly string[];
}

/** One row of a manifest's `files`: which source files it is about (a glob), and why they are in the repository. */
export interface FileRow extends Condition {
  readonly path: string;
  readonly ownership: Ownership;
  /** Paths that the file had in earlier versions of the template: an update moves it from there. */
  readonly was?: readonly string[];
  /** `prettier`: laid out after rendering; else the template's own layout stays. */
  readonly layout?: 'prettier';
  /** Whether it is where one starts to read. */
  readonly start?: true;
  /** `false`: not for a project that was there before. */
  readonly onboard?: false;
  readonly reason: string;
}

/** A folder of files that a manifest describes; later layers win over earlier ones, whole files at a time. */
export interface Layer {
  /** Absolute path of the folder that holds the source files. */
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
