/*
 * What is detected in an existing project, and the rules for it. The rules are data: those for one kind of app are in
 * its template.yml (`detect`), those for every project in templates/_detect/detect.yml.
 *
 *     directory → Tree → Detected → Requirements → Verdict (readiness.ts)
 *                          ↓
 *                       Answers → the pipeline in pipeline.ts
 */

/** Where something was seen. */
export interface Evidence {
  /** Path below the project's root. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** That line, without its indentation, shortened if it is long. */
  readonly text: string;
}

/** A value supported by rules. */
export interface Observation {
  readonly value: string;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly needs: readonly string[];
}

/** The value with the most support, and those that lost. */
export interface Fact extends Observation {
  /** Whether it is certain enough to use without asking. */
  readonly settled: boolean;
  readonly alternatives: readonly Observation[];
}

export interface Dependency {
  /** As spelled in its index. */
  readonly name: string;
  readonly extras: readonly string[];
  readonly version: string;
  /** Set if it doesn't come from an index. */
  readonly url: string;
  /** The index that it comes from, if that isn't the usual one. */
  readonly index?: string;
  readonly development: boolean;
  readonly evidence: Evidence;
}

/** Something that was skipped or only partly read, because of a limit or an error. */
export interface Unread {
  /** Path below the project's root, or a glob if it is about many files. */
  readonly path: string;
  /** A clause about the file, e.g. "it is larger than 8192 kB". */
  readonly why: string;
  /** What mends it; set if nothing of the file could be used, so that nothing may be concluded from it. */
  readonly fix?: string;
  /** Where it can't be understood. */
  readonly line?: number;
  /** How to find out what it means; set if the file was passed over for another one. */
  readonly check?: string;
}

/** A process type that a project declares. */
export interface DeclaredProcess {
  readonly type: string;
  readonly command: string;
  readonly evidence: Evidence;
}

/** Everything detected in a project. */
export interface Detected {
  /** Absolute path. */
  readonly root: string;
  /** The kind of project: a template's id, or a language without one by title. Absent if there is no evidence. */
  readonly kind?: Fact;
  /** The template of that kind, if there is one and it is settled. */
  readonly template?: string;
  readonly facts: Readonly<Partial<Record<string, Fact>>>;
  readonly lists: Readonly<Partial<Record<string, readonly Observation[]>>>;
  readonly dependencies: readonly Dependency[];
  /** The process types in the Procfile. */
  readonly processes: readonly DeclaredProcess[];
  /** Misspelled file names: the actual one, and what was probably meant. */
  readonly misspelled: readonly { readonly path: string; readonly meant: string }[];
  /** Folders below the root that look like separate projects, with their templates; those that start first. */
  readonly parts: readonly { readonly path: string; readonly kind: string }[];
  /** Files at the root, to show what was seen. */
  readonly top: readonly string[];
  /** How many files were looked at, and whether there are more. */
  readonly size: { readonly files: number; readonly cut: boolean };
  /** What was left out of these files, so that it isn't taken for absent. */
  readonly unread: readonly Unread[];
}

/** What rendering needs to know about an existing project. Kept in .yo-rc.json. */
export interface Onboarded {
  /** Command lines by process type, web first; `release` runs before each release. */
  readonly processes: Readonly<Record<string, string>>;
  /** Dependencies by their names in nixpkgs, each with the requested versions: "flask[async] >=3,<4". */
  readonly packages: readonly string[];
  /** Folders below the root that programs are compiled from. */
  readonly programs: readonly string[];
  /** The command of the project's own build step; empty if there is none. */
  readonly builds: string;
  /** Files that list the app's dependencies. */
  readonly manifests: readonly string[];
  /** Config vars that the app doesn't start without, besides those of Heroku and of its services. */
  readonly variables: readonly string[];
  /** For those of them of which the project lists the values that it allows: one that fits. Absent if there are none. */
  readonly values?: Readonly<Record<string, string>>;
  /** Services that it uses, such as postgresql. */
  readonly services: readonly string[];
  /** The name of our Dockerfile: the project may have one of its own. */
  readonly dockerfile: string;
  /** The registry of packages whose address is not in the lock file; absent if that has them. */
  readonly registry?: string;
  /** Settings of the package manager that change what is installed; absent if there are none. */
  readonly settings?: readonly string[];
  /**
   * The lock file whose packages are built, exactly as they are locked: a kind of model/locks.ts, or a file of
   * model/locked.ts. Absent if it's the usual one, or if they come from nixpkgs.
   */
  readonly lock?: string | undefined;
}
