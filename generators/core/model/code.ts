/*
 * How code of a kind of app is read, so that we know which files a process reaches, and where they listen. The data is
 * in `detect.code` of template.yml.
 */
import type { Rule } from './rule.js';

/** Which files a command begins with. */
export interface Entry {
  /** Leading words of the command, any of these; without them, the pattern is for the program itself. */
  readonly words?: readonly string[];
  /** Flags that take the next word. */
  readonly valued?: readonly string[];
  /** Flags that name a folder to look in, too. */
  readonly folder?: readonly string[];
  /** What the command is given: the first word with a file decides. */
  readonly pattern: string;
  /** Where a manifest says which file is meant; without it, what the pattern finds is. */
  readonly named?: { readonly file: string; readonly at: string };
  /** Whether dots in what is found part folders. */
  readonly dotted?: boolean;
  /** Where the file may be; `{1}` is a group of the pattern. */
  readonly paths: readonly string[];
  /** Whether the file is run itself, and not only imported. */
  readonly direct?: boolean;
}

/** What a command needs to be in the project. */
export interface Needed extends Entry {
  /** With one of these flags, it needs nothing. */
  readonly except?: readonly string[];
  /** Flags that name a module that a dependency has. */
  readonly modules?: readonly string[];
  /** Flags that name a file with secrets, each with the flag for one that may be missing. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Whether only the first word counts. */
  readonly first?: boolean;
}

/** Which files a file imports. */
export interface Import {
  /** Globs on the paths of files that import like this. */
  readonly file: string | readonly string[];
  /** Groups are what is imported, more than one parted by commas. */
  readonly pattern: string;
  /**
   * `beside`: a path from the file's folder; `root`: one from a folder in `roots`; `dotted`: like `root`, with dots that
   * part folders, and leading ones for folders above the file.
   */
  readonly spelling: 'beside' | 'root' | 'dotted';
  readonly roots?: readonly string[];
  /** What comes before paths below the root, as a file says. */
  readonly prefix?: { readonly file: string; readonly pattern: string };
  readonly paths: readonly string[];
}

/** An argument: a position, counted from 0, or a name. */
export type Argument = string | number;

/** A call that listens. */
export interface Listener {
  /** Ends with the bracket that opens the arguments. */
  readonly pattern: string;
  readonly where?: Rule;
  readonly host?: readonly Argument[];
  readonly port?: readonly Argument[];
  /** Arguments for a host and a port in one. */
  readonly address?: readonly Argument[];
  /** Without a default, a call without that argument doesn't listen. */
  readonly defaultHost: string;
  readonly defaultPort?: string;
  /** Arguments that only development needs. */
  readonly development?: readonly string[];
  /** What to write; `{port}` is the port that it has now. */
  readonly fix: string;
}

export interface CodeRules {
  readonly entries: readonly Entry[];
  /** Files that must be there, unless a build makes them. */
  readonly needed: readonly Needed[];
  readonly imports: readonly Import[];
  /** The packages that a file can't be read without: group 1 is a name. */
  readonly packages?: { readonly file: string | readonly string[]; readonly pattern: string };
  /** Where a part begins that only runs if its file is run itself; it ends at the next line without indentation. */
  readonly guarded: readonly { readonly pattern: string }[];
  /** What reads $PORT, if `where` matches somewhere. */
  readonly port: readonly { readonly pattern: string; readonly where?: Rule }[];
  /** What takes the port from another variable or a flag; `{command}` becomes the command that gives it $PORT. */
  readonly otherPort: readonly { readonly pattern: string; readonly command: string }[];
  /** What may keep a process running, such as a loop or a client that listens. */
  readonly lasting: readonly { readonly pattern: string }[];
  /** Functions that only change the type of a value. */
  readonly plain: readonly string[];
  readonly listeners: readonly Listener[];
}
