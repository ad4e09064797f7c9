/* The packages of nixpkgs: what dependencies are called there, and what it has of them. */

/** How dependency names map to names in nixpkgs. */
export interface PackageNames {
  /** `pep503`: lowercase, and each run of `-_.` becomes one dash (https://peps.python.org/pep-0503/). */
  readonly spelling: 'pep503' | 'as-is';
  /** How versions are compared with what projects request; absent if they aren't. */
  readonly versions?: 'pep440';
  /** Names that differ; an empty one has no package of its own there. */
  readonly differ: Readonly<Record<string, string>>;
  /** Names that nixpkgs refuses or no longer has, and what to use instead; empty if nothing takes their place. */
  readonly instead: Readonly<Record<string, string>>;
  /** How to let nixpkgs build what it refuses, by the reason; `{of}` is the package at fault. */
  readonly allow: Readonly<Partial<Record<Refusal['why'], string>>>;
  /**
   * The first release of a package that runs on a version of the language, or has a built file for it; versions that all
   * releases run on are left out.
   */
  readonly since?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What packages need, and don't ask for, or not in a version that still has it. */
  readonly companions?: readonly Companion[];
  /** Tools for development that projects list among what the app needs. */
  readonly tools?: Tools;
  /** What a project packages itself. */
  readonly overlay?: Overlay;
  readonly nixpkgs: PackageTable;
}

/** What packages need to run, before a release of theirs that no longer does. */
export interface Companion {
  /** As the package's name and versions are written to a tool, such as "setuptools<82". */
  readonly wanted: string;
  /** Why, in a sentence that begins with the package's name. */
  readonly reason: string;
  /** By the name of a package: its first release that doesn't need it. */
  readonly until: Readonly<Record<string, string>>;
}

/** A file in which a project packages what nixpkgs lacks. */
export interface Overlay {
  readonly file: string;
  /** Group 1 is the name of a package there, as in nixpkgs. */
  readonly names: { readonly pattern: string };
  /** What to write for an address: `{name}`, and `{1}` and `{2}` for the groups of the pattern. */
  readonly sources: readonly {
    readonly pattern: string;
    /** For a group that is absent. */
    readonly default?: string;
    readonly text: string;
  }[];
  /** The file around `{packages}`. */
  readonly whole: string;
}

/** Packages that don't matter, unless something that runs uses them. */
export interface Tools {
  /** Globs on their names. */
  readonly names: readonly string[];
  /** How code uses a package: group 1 is a module, a program, or modules parted by commas. */
  readonly used: readonly { readonly pattern: string }[];
}

/** What a nixpkgs has, by its own names of packages. Made from a clone of it: see test/proof/README.md. */
export interface PackageTable {
  readonly release: string;
  /** On GitHub: owner and name. */
  readonly repository: string;
  readonly commit: string;
  /** When that commit was made. */
  readonly date: string;
  /** The version, or one for each choice of the option that selects the language's version. */
  readonly versions: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  /** By name and choice. */
  readonly refused: Readonly<Record<string, Readonly<Partial<Record<string, Refusal>>>>>;
}

/** Why nixpkgs doesn't build a package. */
export interface Refusal {
  readonly why: 'insecure' | 'broken' | 'unfree' | 'unsupported' | 'other';
  /** The package at fault: that one, or one that it needs. */
  readonly of: string;
  /** What is known about it. */
  readonly issues?: readonly string[];
}
