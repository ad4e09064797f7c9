import type { Rule } from './rule.js';

/*
 * How the lock file of a kind of app is read, so that we know whether a build can fetch each package. The data is in
 * `detect.lock` of template.yml.
 */

/** A lock file of another tool, in lines of text, that can be built as well. */
export interface LockKind {
  /** What templates branch on. */
  readonly id: string;
  readonly file: string;
  /** Programs that a build has besides: the tool's own. */
  readonly programs: readonly string[];
  /** Matches a file that can be read; for any other file, what is wrong and what mends it. */
  readonly header: { readonly pattern: string; readonly headline: string; readonly fix: string };
  /** The first line of an entry: group 1 is the name, group 2 the version. Only in blocks after `within`, if there is one. */
  readonly entries: LinesOf;
  /** What is in an entry; the first group that matches counts. */
  readonly fields: Readonly<
    Partial<
      Record<Extract<LockKey, 'version' | 'address' | 'hash' | 'optional' | 'scripts'>, { readonly pattern: string }>
    >
  >;
  /** Entries that come from a repository, or from a file of the project. */
  readonly from: Readonly<Record<'git' | 'archive', { readonly pattern: string }>>;
  /** What the project asks for: group 1 is the name, group 2 the range as the manifest has it. */
  readonly asked: LinesOf & {
    /** Whether these are all that the project asks for. */
    readonly all: boolean;
    /** Keys of the manifest that make the file say something else. */
    readonly unless: readonly string[];
  };
  /** Names of packages whose scripts run when they are installed; without it, those of all packages do. */
  readonly allowed?: readonly Rule[];
  /** Whether an entry without an address comes from the registry. */
  readonly addressless: boolean;
  /** Hosts from which everyone may download. */
  readonly trusted?: { readonly pattern: string };
  /** What makes a development dependency, {name}, an ordinary one, if that takes more than adding {wanted}. */
  readonly moved?: string;
  /** Commands of this tool in place of those in other fixes, longer ones first. */
  readonly instead: Readonly<Record<string, string>>;
  readonly fixes: Readonly<Partial<Record<LockFault, string>>>;
}

interface LinesOf {
  readonly within?: { readonly pattern: string };
  readonly pattern: string;
}

/** A lock file in JSON that has a record of entries, one for each installed package. */
export interface LockRules {
  /** Names of the lock file; the first one that is there counts. */
  readonly files: readonly string[];
  /** The key of that record. */
  readonly at: string;
  /** What comes before the name of a package in its key. The project itself has an empty key. */
  readonly after: string;
  /** The file that says what the project depends on. */
  readonly manifest: string;
  /** Records of dependencies that are in the manifest and in the project's own entry. */
  readonly declared: readonly string[];
  /** The one of them with what may be left out on some machines; it counts before the others. */
  readonly optional: string;
  /** Those of them that are always installed: each of their names has an entry. */
  readonly wanted: readonly string[];
  /** Lock files of other tools. */
  readonly others: readonly string[];
  /** Those of them that can be built. */
  readonly kinds: readonly LockKind[];
  /** What each key of an entry is called. */
  readonly keys: Readonly<Record<LockKey, string>>;
  /** Where the manifest lists the packages of a workspace, how one of them is treated like any other project, and what starts the one in {folder}. */
  readonly workspaces: { readonly at: readonly string[]; readonly alone: string; readonly start: string };
  /** Hosts from which everyone may download, besides known registries. */
  readonly trusted?: { readonly pattern: string } | undefined;
  /** Scopes whose registry lets everyone download. */
  readonly open: readonly string[];
  /** A file with lines such as `//host/path/:_authToken=…`, for hosts that want a login. */
  readonly logins: { readonly file: string; readonly pattern: string };
  /**
   * What mends each fault. {path}, {names} and {releases} are inserted as shell words, for hosts {base}, {registry} and {address}; {alone} is a flag in a
   * workspace.
   */
  readonly fixes: Readonly<Record<LockFault, string>>;
  /** Packages by what their scripts do when they are installed. */
  readonly scripts: {
    /** They download what they need, with what to do instead. */
    readonly download: Readonly<Record<string, string>>;
    /** They need nothing from outside, or do without. */
    readonly fine: readonly string[];
    /** The setting with which no script runs. */
    readonly off: string;
  };
  /** Packages whose old releases fail on every version of the language that there is. */
  readonly outdated: readonly Outdated[];
}

/** Releases of a package that fail. */
export interface Outdated extends Releases {
  /** They fail because of these releases of another package, unless a lock file has others. */
  readonly through?: Releases;
  /** Programs that need it: it fails where the build or a process starts one of them. Without, it fails when it is installed. */
  readonly started?: readonly string[];
  /** A variable of these programs with which it works, and what its value has. */
  readonly variable?: { readonly name: string; readonly value: string };
  readonly unless?: Rule;
  /** What fails, after the name and the version. */
  readonly why: string;
  /** What mends it, where it surely fails; {lock} brings the lock file up to date, {build} is the command of the build. */
  readonly fix: string;
}

interface Releases {
  readonly name: string;
  /** The first release that fails; without it, all do that are older than… */
  readonly from?: string;
  /** …the first one that works. */
  readonly first: string;
}

export type LockKey =
  'name' | 'version' | 'address' | 'hash' | 'link' | 'development' | 'optional' | 'bundled' | 'scripts';

export type LockFault =
  | 'absent'
  | 'unread'
  | 'behind'
  | 'broken'
  | 'unhashed'
  | 'git'
  | 'linked'
  | 'archive'
  | 'scheme'
  | 'private'
  | 'login'
  | 'scope'
  | 'mirror'
  | 'scripts';
