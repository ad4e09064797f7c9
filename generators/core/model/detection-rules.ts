/* The rules by which a project is detected and judged, as they are in manifests. */
import type { CodeRules } from './code.js';
import type { CommandRules } from './commands.js';
import type { LockRules } from './locks.js';
import type { DigestRule, RequirementRule, StepRule } from './requirement-rules.js';
import type { PackageNames } from './packages.js';
import type { Rule } from './rule.js';

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
  /** Folders that a build reads as a whole, if a file of theirs is there; `names` is a glob on what it reads. */
  readonly whole?: readonly { readonly folder: string; readonly with: string; readonly names: string }[];
  readonly requirements: readonly RequirementRule[];
  /** Why nothing starts a project yet, and what changes that. The first that applies is told. */
  readonly unstarted?: readonly RequirementRule[];
  readonly steps?: readonly StepRule[];
  readonly digests?: readonly DigestRule[];
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
  /** Names of folders and packages that say nothing about which app it is. */
  readonly generic: readonly string[];
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
  /** Values that mean the same everywhere and fit production; the first one that fits counts. */
  readonly usual: readonly (NamePattern & { readonly value: string })[];
  /** Values to choose where code lists those that it allows, in this order. */
  readonly preferred: readonly string[];
  /** Values that let an app start where nothing real is there; the first one that fits counts. */
  readonly examples: readonly (NamePattern & { readonly value: string })[];
}

/** A regular expression on the names of config vars. */
export interface NamePattern {
  readonly pattern: string;
}
