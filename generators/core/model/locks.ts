/*
 * How the lock file of a kind of app is read, so that we know whether a build can fetch each package. The data is in
 * `detect.lock` of template.yml.
 */

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
  /** Lock files of other tools, which aren't read. */
  readonly others: readonly string[];
  /** The one of them that the tool of this lock file rewrites. */
  readonly rewritten: string;
  /** What each key of an entry is called. */
  readonly keys: Readonly<Record<LockKey, string>>;
  /** Where the manifest lists the packages of a workspace, and how one of them is treated like any other project. */
  readonly workspaces: { readonly at: readonly string[]; readonly alone: string; readonly remove: string };
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
}

export type LockKey =
  'name' | 'version' | 'address' | 'hash' | 'link' | 'development' | 'optional' | 'bundled' | 'scripts';

export type LockFault =
  | 'absent'
  | 'rewriting'
  | 'behind'
  | 'broken'
  | 'addressless'
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
