/*
 * How commands of a kind of app are read, so that we know which programs a process starts, and whether the image has
 * them. The data is in `detect.commands` of template.yml.
 */

import type { Rule } from './rule.js';

/** Leading words of a command. Flags may follow them. */
export interface LeadingWords {
  /** Separated by blanks, such as "poetry run". */
  readonly words: string;
  /** Flags that take the next word. Others stand alone. */
  readonly valued?: readonly string[];
}

/** Words before a command that starts another program in the same way: they stay, and must be in the image too. */
export interface Wrapper extends LeadingWords {
  /** Whether assignments such as `A=b` follow. */
  readonly assigns?: boolean;
}

/** How a command starts a script of a manifest, such as `npm run web`. */
export interface ScriptWords extends LeadingWords {
  /** The script's name; absent if the next word is. */
  readonly script?: string;
  /** Scripts that run before and after it, as prefixes of its name. */
  readonly around?: readonly [string, string];
  /** Flags that name the folder of the manifest. */
  readonly folder?: readonly string[];
  /** Flags that name a package of the workspace, by its folder or its name; an empty one stands for the next word. */
  readonly member?: readonly string[];
  /** Whether it starts programs, too, if no script has the name. */
  readonly programs?: boolean;
}

/** A lock file that lists the programs of each package. */
export interface LockedPrograms {
  /** If there are several, the first one that is there counts. */
  readonly file: string | readonly string[];
  /** The record of packages. The name of a package follows the last `after` in its key. */
  readonly at: string;
  readonly after: string;
  /** The key of a package's programs: a name with a path each. */
  readonly programs: string;
  /** The key that is true if only development needs the package. */
  readonly development: string;
}

/** Commands that belong to the build, wherever they are written. */
export interface BuildingCommands {
  /** What starts a script in the build, such as "npm run". */
  readonly script?: string;
  /** What names the package of the workspace whose script it is, before its folder. */
  readonly member?: string;
  /** Globs on the names of scripts that build. */
  readonly scripts: readonly string[];
  /** What starts a program of a dependency in the build, such as "npx"; absent if its name is enough. */
  readonly program?: string;
  /** Programs that build, by their leading words. */
  readonly programs: readonly string[];
}

/** How a server is told where to listen. A flag counts before a variable, and a variable before the default. */
export interface Server {
  /** Flags for a host and a port in one, such as `-b 0.0.0.0:8000`. */
  readonly bind?: readonly string[];
  readonly host?: readonly string[];
  readonly port?: readonly string[];
  /** Variables that it reads. */
  readonly hostFrom?: string;
  readonly portFrom?: string;
  /** What it does if nothing says otherwise. */
  readonly defaultHost: string;
  readonly defaultPort: string;
  /** How these flags say every host and $PORT, if not as "0.0.0.0:$PORT". */
  readonly bound?: string;
  /** Flags before the last of its leading words that take the next word. */
  readonly valued?: readonly string[];
  /** Whether the word after the leading ones is a host and a port, or one of both. */
  readonly placed?: boolean;
  /** A variable with more flags. */
  readonly flagsFrom?: string;
  /** The file with settings that it reads. */
  readonly settings?: {
    /** Flags that name it. */
    readonly flags: readonly string[];
    /** Its usual name. */
    readonly file: string;
    /** What stands before a host and a port in it. */
    readonly pattern: string;
    readonly fix: string;
  };
  /** Flags for the folder that the app is in. */
  readonly folder?: readonly string[];
  /** Only projects for which this matches have it. */
  readonly where?: Rule;
  /** Where a file of the project lets it listen on every host. */
  readonly opened?: Rule;
  /** Where a file of the project lets it listen on $PORT. */
  readonly ported?: Rule;
}

/** What a build may do: it has the packages, but no network, and only their own folder stays as it is. */
export interface BuildRules {
  /** Programs that download, by the words that make them do so; an empty word stands for none, `*` for any. */
  readonly fetches: Readonly<Record<string, readonly string[]>>;
  /** Those among them that download files, and not packages. */
  readonly files: readonly string[];
  /** What to do about a program of these, if it is something of its own. */
  readonly ownFixes?: Readonly<Record<string, string>>;
  /** Programs that need the database, likewise. */
  readonly connects: Readonly<Record<string, readonly string[]>>;
  /** Flags of these programs that name a folder. */
  readonly folder: readonly string[];
  /** What to do about a download: here, and in another {folder} with a manifest of its own. {command} is what runs. */
  readonly fixes: {
    readonly here: string;
    readonly elsewhere: string;
    readonly files: string;
    readonly absent: string;
    readonly connects: string;
    readonly unrun: string;
  };
  /** What a file does that one of these programs is given, if a pattern finds it: {1} is its group, {path} the file. */
  readonly scripts: {
    readonly programs: readonly string[];
    readonly does: readonly {
      readonly pattern: string;
      readonly kind: string;
      readonly headline: string;
      readonly check: string;
    }[];
  };
  /** Scripts that run when packages are installed; Nix runs none of them. */
  readonly installed: readonly string[];
  /** Programs in them that do nothing for the app. */
  readonly idle: readonly string[];
}

export interface CommandRules {
  /** Programs that the language itself brings; `{version}` is the version that the app gets. */
  readonly runtime: readonly string[];
  /** Words that are dropped before a program, since Nix has done their work: `poetry run`. */
  readonly runners: readonly LeadingWords[];
  readonly wrappers: readonly Wrapper[];
  /** The manifest with scripts, and how they are started. */
  readonly scripts?: {
    readonly file: string;
    readonly at: string;
    readonly started: readonly ScriptWords[];
    /** Programs that start all the scripts that they are given; `*` stands for a part of a name between colons. */
    readonly several?: readonly LeadingWords[];
  };
  /** Dependencies whose programs have other names than they have. */
  readonly brings: Readonly<Record<string, readonly string[]>>;
  readonly locked?: LockedPrograms;
  /** Names and scripts that a manifest declares as programs of the project itself, with the fix. */
  readonly own?: { readonly file: string; readonly at: readonly string[]; readonly fix: string };
  readonly building?: BuildingCommands;
  /** Commands whose work Nix has done before a process starts; with `more`, whatever they are given. */
  readonly done: readonly { readonly words: string; readonly more?: boolean }[];
  /** Words before a module that is started like a program, such as "python -m". */
  readonly modules: readonly string[];
  readonly build?: BuildRules;
  /** Commands that need more in the image than the package that has them, by their leading words. */
  readonly needing?: readonly {
    readonly words: string;
    readonly where?: Rule;
    readonly unless?: Rule;
    /** Packages that must be ordinary dependencies; what makes them so comes in place of the fix. */
    readonly packages?: readonly string[];
    readonly headline: string;
    readonly fix?: string;
  }[];
  /** Servers, by their leading words: "next start". */
  readonly servers: Readonly<Record<string, Server>>;
  /** How a dependency, {name} or {wanted} with its versions, is added for good, and packages whose programs have their names. */
  readonly add?: { readonly command: string; readonly names: readonly string[] };
  /** Globs on programs that aren't in the image, with what to use in their place. */
  readonly absent: Readonly<Record<string, string>>;
}
