/* The rules by which a project is detected and judged, as they are in manifests. */
import type { CodeRules } from './code.js';
import type { CommandRules } from './commands.js';
import type { LockRules } from './locks.js';
import type { RequirementRule, StepRule } from './requirement-rules.js';
import type { PackageNames } from './packages.js';

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
  /** Matches only if the value at `at` differs from the one in this other file. */
  readonly differs?: { readonly file: string; readonly at: string };
  /** Path that has to exist. */
  readonly exists?: string;
  /** Path or glob of which nothing may be there, neither a file nor a folder. */
  readonly lacks?: string;
  /**
   * Matches only in blocks: the lines after a match of this pattern, as long as they are indented more than the line
   * where it begins.
   */
  readonly within?: { readonly pattern: string };
  /** Matches only if this other rule matches somewhere. */
  readonly where?: Rule;
  /** Matches only if this other rule matches nowhere. */
  readonly without?: Rule;
  /**
   * What a match yields. `{1}` is a group of the pattern, `{value}` and `{key}` are what is at `at`; `{path}`, `{dir}`,
   * `{folder}`, `{above}` (the folder that has `{dir}`), `{stem}` and `{dotted}` come from the file. `{upper:1}` is the group in capitals.
   */
  readonly value?: string;
  /** From 0 to 1. */
  readonly confidence?: number;
  /** Dependencies that the value needs in addition to the declared ones. */
  readonly needs?: readonly string[];
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

/**
 * When a requirement has to hold: to build the image, to start its processes, to answer requests. What is to be kept
 * doesn't stop a deploy: chores after it, and what will matter later.
 */
export const stages = ['build', 'boot', 'answer', 'keep'] as const;

export type Stage = (typeof stages)[number];

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
  readonly steps?: readonly StepRule[];
  readonly commands: CommandRules;
  readonly lock?: LockRules;
  readonly code: CodeRules;
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
  /** Our files that the build of the image reads. */
  readonly copied: readonly string[];
  /** Our files that Heroku itself reads. */
  readonly pushed: readonly string[];
  /** Heroku's add-on for each service, with its smallest plan. */
  readonly plans: Readonly<Record<string, string>>;
  readonly config: ConfigRules;
  /** Languages without a template, by title. */
  readonly languages: Readonly<Record<string, readonly Rule[]>>;
}

/** What is known about config vars by their names alone. */
export interface ConfigRules {
  /** Files that aren't part of the running app. */
  readonly elsewhere: readonly string[];
  /** Names that Heroku, the image or a shell sets. */
  readonly provided: readonly NamePattern[];
  /** Names that come with a service, if the app uses it. */
  readonly services: Readonly<Record<string, string>>;
  /** Names of what Heroku has in another place, with the fix. */
  readonly others: readonly (NamePattern & { readonly headline: string; readonly fix: string })[];
  /** Names of secrets, which anyone may make up. */
  readonly secret: readonly NamePattern[];
  /** Values that let an app start where nothing real is there; the first one that fits counts. */
  readonly examples: readonly (NamePattern & { readonly value: string })[];
}

/** A regular expression on the names of config vars. */
export interface NamePattern {
  readonly pattern: string;
}
