/*
 * What is found out about a project that exists, and the rules by which it is. The rules are data: those of one kind of
 * app in its template.yml (`detect`), those of every project in templates/_detect/detect.yml.
 *
 *     directory → Tree → Detected → Findings
 *                          ↓
 *                       Answers → the pipeline of domain.ts
 */

/** Where something was seen. */
export interface Evidence {
  /** Path below the project's root. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** That line, without its indentation, cut where it is long. */
  readonly text: string;
}

/** One thing to look for in files. Without `at` and `pattern`, that the file is there is what counts. */
export interface Rule {
  /** Globs (picomatch) on paths below the root. */
  readonly file?: string | readonly string[];
  /** Keys, joined by dots, in a JSON or TOML file; `*` stands for each key or item. */
  readonly at?: string;
  /** Regular expression, over all lines; with `at`, over the value found there. Bounded: see catalog/patterns.ts. */
  readonly pattern?: string;
  /** Glob on the names of declared dependencies, instead of files. */
  readonly dependency?: string;
  /** Holds only where the value at `at` is not what this other file says. */
  readonly differs?: { readonly file: string; readonly at: string };
  /** Path that has to be there. */
  readonly exists?: string;
  /** Holds only where this other rule holds somewhere. */
  readonly where?: Rule;
  /**
   * What follows from it. `{1}` is a group of the pattern, `{value}` and `{key}` what is at `at`, `{path}`, `{dir}`,
   * `{stem}` and `{dotted}` are of the file.
   */
  readonly value?: string;
  /** From 0 to 1. */
  readonly confidence?: number;
  /** Dependencies that the value needs beside those declared. */
  readonly needs?: readonly string[];
}

/** A value that rules speak for. */
export interface Observation {
  readonly value: string;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly needs: readonly string[];
}

/** What is believed: the value that most speaks for, and those that lost. */
export interface Fact extends Observation {
  /** Whether it is believed firmly enough to build on without asking. */
  readonly settled: boolean;
  readonly alternatives: readonly Observation[];
}

/** Where a language's projects write down what they depend on. */
export interface DependencySource {
  readonly file: string | readonly string[];
  /** As in a rule; the keys where `*` stands for keys, else the items. */
  readonly at?: string;
  /** Takes a line or an item apart: the groups `name`, `extras`, `version` and `url`. */
  readonly pattern?: string;
  /** Whole lines to pass over. */
  readonly except?: string;
  /** Finds the files that a file includes: group 1 is a path beside it. */
  readonly includes?: string;
  /** Whether only development needs them. */
  readonly development?: boolean;
}

export interface Dependency {
  /** As its index spells it. */
  readonly name: string;
  readonly extras: readonly string[];
  readonly version: string;
  /** Set where it comes from no index. */
  readonly url: string;
  readonly development: boolean;
  readonly evidence: Evidence;
}

/** How names of dependencies become names in nixpkgs. */
export interface PackageNames {
  /** `pep503`: lower case, and each run of `-_.` one dash (https://peps.python.org/pep-0503/). */
  readonly spelling: 'pep503' | 'as-is';
  /** Names that differ; an empty one has no package of its own there. */
  readonly differ: Readonly<Record<string, string>>;
  /** Names that were seen in nixpkgs. */
  readonly known: readonly string[];
}

/** Something to tell about a project, and how to mend it. */
export interface FindingRule {
  readonly if: Rule;
  readonly unless?: Rule;
  /** Whether the project does not build or boot before it is mended. */
  readonly blocks: boolean;
  readonly headline: string;
  readonly fix: string;
}

/** What a template knows about projects of its kind. */
export interface DetectRules {
  /** Each says, with its confidence, that a project is of this kind. */
  readonly evidence: readonly Rule[];
  /** Names that people mistype. */
  readonly names: readonly string[];
  readonly facts: Readonly<Record<string, readonly Rule[]>>;
  /** Like facts, but every value counts. */
  readonly lists: Readonly<Record<string, readonly Rule[]>>;
  readonly dependencies: readonly DependencySource[];
  readonly packages: PackageNames;
  readonly findings: readonly FindingRule[];
}

/** What holds for every project. */
export interface CommonRules {
  /** Folders that are not looked into. */
  readonly ignore: readonly string[];
  /** Folders whose files say nothing about how the app runs. */
  readonly aside: readonly string[];
  readonly facts: Readonly<Record<string, readonly Rule[]>>;
  readonly lists: Readonly<Record<string, readonly Rule[]>>;
  readonly findings: readonly FindingRule[];
  /** Heroku's add-on for each service, with its smallest plan. */
  readonly plans: Readonly<Record<string, string>>;
  /** Languages without a template, by their titles. */
  readonly languages: Readonly<Record<string, readonly Rule[]>>;
}

/** Something that was not looked at, or not to its end, because of a limit or a fault. */
export interface Unread {
  /** Path below the project's root, or a glob where it is about many files. */
  readonly path: string;
  /** A clause about the file, e.g. "it is larger than 8192 kB". */
  readonly why: string;
}

/** A process type that the project starts by itself. */
export interface SeenProcess {
  readonly name: string;
  readonly command: string;
  readonly evidence: Evidence;
}

/** Everything that was found out about a project. */
export interface Detected {
  /** Absolute path. */
  readonly root: string;
  /** The kind of project: a template's id, or the title of a language without one. Nothing where nothing speaks for any. */
  readonly kind?: Fact;
  /** The template of that kind, if there is one and it is settled. */
  readonly template?: string;
  readonly facts: Readonly<Partial<Record<string, Fact>>>;
  readonly lists: Readonly<Partial<Record<string, readonly Observation[]>>>;
  readonly dependencies: readonly Dependency[];
  /** What the rules find left to do, in the order of the rules. */
  readonly findings: readonly Finding[];
  /** Misspelled names of files: what is there, and what was probably meant. */
  readonly misspelled: readonly { readonly path: string; readonly meant: string }[];
  /** Folders below the root that look like projects of their own, with the template of each; those that start first. */
  readonly parts: readonly { readonly path: string; readonly kind: string }[];
  /** Files at the root, to show what was seen. */
  readonly top: readonly string[];
  /** How many files were looked at, and whether there are more. */
  readonly size: { readonly files: number; readonly cut: boolean };
  /** What was left out in these files, so that no one takes it for absent. */
  readonly unread: readonly Unread[];
}

/** Something that is left to do, with its exact fix. */
export interface Finding {
  readonly headline: string;
  readonly fix: string;
  readonly blocks: boolean;
  readonly evidence: readonly Evidence[];
}

/** What rendering has to know about a project that was there before. Kept in .yo-rc.json. */
export interface Onboarded {
  /** Command lines by process type, web first; `release` runs before each release. */
  readonly processes: Readonly<Record<string, string>>;
  /** Dependencies by their names in nixpkgs, each with the versions that are asked for: "flask[async] >=3,<4". */
  readonly packages: readonly string[];
  /** Folders, below the root, that programs are compiled from. */
  readonly programs: readonly string[];
  /** The command of the project's own build step; empty where there is none. */
  readonly builds: string;
  /** Files that say what the app depends on. */
  readonly manifests: readonly string[];
}
