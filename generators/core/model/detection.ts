/*
 * What is detected in an existing project, and the rules for it. The rules are data: those for one kind of app are in
 * its template.yml (`detect`), those for every project in templates/_detect/detect.yml.
 *
 *     directory → Tree → Detected → Requirements → Verdict (readiness.ts)
 *                          ↓
 *                       Answers → the pipeline in pipeline.ts
 */
import type { CommandRules } from './commands.js';
import type { PackageNames } from './packages.js';

/** Where something was seen. */
export interface Evidence {
  /** Path below the project's root. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** That line, without its indentation, shortened if it is long. */
  readonly text: string;
}

/** One thing to look for in files. Without `at` and `pattern`, the file only has to exist. */
export interface Rule {
  /** Globs (picomatch) on paths below the root. */
  readonly file?: string | readonly string[];
  /** Keys, joined by dots, in a JSON or TOML file; `*` stands for each key or item. */
  readonly at?: string;
  /** Regular expression, over all lines; with `at`, over the value found there. Bounded: see catalog/patterns.ts. */
  readonly pattern?: string;
  /** Glob on the names of declared dependencies, instead of files. */
  readonly dependency?: string;
  /** Matches only if the value at `at` differs from the one in this other file. */
  readonly differs?: { readonly file: string; readonly at: string };
  /** Path that has to exist. */
  readonly exists?: string;
  /** Matches only if this other rule matches somewhere. */
  readonly where?: Rule;
  /**
   * What a match yields. `{1}` is a group of the pattern, `{value}` and `{key}` are what is at `at`; `{path}`, `{dir}`,
   * `{stem}` and `{dotted}` come from the file.
   */
  readonly value?: string;
  /** From 0 to 1. */
  readonly confidence?: number;
  /** Dependencies that the value needs in addition to the declared ones. */
  readonly needs?: readonly string[];
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

/** Where a language's projects declare their dependencies. */
export interface DependencySource {
  readonly file: string | readonly string[];
  /** As in a rule; yields the keys if `*` stands for keys, otherwise the items. */
  readonly at?: string;
  /**
   * The notation of what is there (project/notations): requirements as `lines`; a `list` of them or `lists` by name; a
   * `table` by name or `tables` of a group each; `files` with lines; a `literal` list in code; a key in a `section`; words
   * that say the list is `elsewhere`. If absent, the pattern takes lines or items apart.
   */
  readonly form?: 'lines' | 'list' | 'lists' | 'table' | 'tables' | 'files' | 'literal' | 'section' | 'elsewhere';
  /** Splits a line or an item: the groups `name`, `extras`, `version` and `url`. Or finds what comes before a literal. */
  readonly pattern?: string;
  /** Whole lines or names to skip. */
  readonly except?: string;
  /** Keys of tables that say from where dependencies come. */
  readonly addresses?: readonly string[];
  /** Keys of the names of those lists that are installed unless told otherwise. */
  readonly chosen?: string;
  /** Keys of the project's own name. */
  readonly itself?: string;
  /** Keys of lists by name with the optional ones in a table. */
  readonly optional?: string;
  /** Read only if nothing was found before; the file that people should have. */
  readonly instead?: string;
  /** Whether they are needed only for development. */
  readonly development?: boolean;
}

/** What notations of dependencies need to know about a language. */
export interface NotationRules {
  /** What conditions ask for; `{version}` is the language's. An empty value isn't known in advance. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Names of lists for development, and for production. */
  readonly development?: string;
  readonly production?: string;
  /** Flags by which a command asks for an optional list. */
  readonly asking?: readonly string[];
  /** The name of the usual index. */
  readonly index?: string;
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

/**
 * When a requirement has to hold: to build the image, to start its processes, to answer requests. What is to be kept
 * doesn't stop a deploy: chores after it, and what will matter later.
 */
export const stages = ['build', 'boot', 'answer', 'keep'] as const;

export type Stage = (typeof stages)[number];

/** A requirement as data: it applies where `if` matches, and is met if `unless` matches somewhere. */
export interface RequirementRule {
  readonly kind: string;
  readonly stage: Stage;
  readonly if: Rule;
  readonly unless?: Rule;
  /** What holds if it is met. Without this text, a requirement that is met isn't mentioned. */
  readonly met?: string;
  /** What is wrong if it isn't met. */
  readonly headline: string;
  /** The exact command or change that mends it. */
  readonly fix?: string;
  /** How to find out, if the rule can't tell. */
  readonly check?: string;
}

/** What a template knows about projects of its kind. */
export interface DetectRules {
  /** Each rule, with its confidence, suggests that a project is of this kind. */
  readonly evidence: readonly Rule[];
  /** Names that people mistype. */
  readonly names: readonly string[];
  readonly facts: Readonly<Record<string, readonly Rule[]>>;
  /** Like facts, but every value counts. */
  readonly lists: Readonly<Record<string, readonly Rule[]>>;
  readonly dependencies: readonly DependencySource[];
  readonly notation?: NotationRules;
  readonly packages: PackageNames;
  readonly requirements: readonly RequirementRule[];
  readonly commands: CommandRules;
}

/** What applies to every project. */
export interface CommonRules {
  /** Folders to skip. */
  readonly ignore: readonly string[];
  /** Folders whose files say nothing about how the app runs. */
  readonly aside: readonly string[];
  readonly facts: Readonly<Record<string, readonly Rule[]>>;
  readonly lists: Readonly<Record<string, readonly Rule[]>>;
  readonly requirements: readonly RequirementRule[];
  /** Heroku's add-on for each service, with its smallest plan. */
  readonly plans: Readonly<Record<string, string>>;
  /** Languages without a template, by title. */
  readonly languages: Readonly<Record<string, readonly Rule[]>>;
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
}
