import { join, resolve } from 'node:path';
import type { Unread } from '../model/detection.js';
import { shellWord } from '../model/shell.js';
import { fileAt, readStart, readText, type Reading, type Refusal } from './read.js';
import { walk } from './walk.js';

/** A project's files as they were when it was opened: read once, and never written to. */
export interface Tree {
  /** Absolute path. */
  readonly root: string;
  /** Paths of regular files and of links to them, those nearest to the root first, then by name. */
  readonly files: readonly string[];
  /** Whether there are more files than were looked at. */
  readonly cut: boolean;
  /** The text of a file; undefined if it is missing, unreadable, too large, or not text. */
  readonly text: (path: string) => string | undefined;
  /** The same for searching files matched by a wildcard, with lower limits for one file and for all of them. */
  readonly searched: (path: string) => string | undefined;
  /** The first line of a file, shortened if it is long. */
  readonly start: (path: string) => string;
  /** Whether a regular file is at a path below the root, also in a folder that isn't looked into. */
  readonly exists: (path: string) => boolean;
  /** Whether a folder below the root has files that were looked at. */
  readonly hasFolder: (path: string) => boolean;
  /** Whether a file is in UTF-16, which some formats don't allow. */
  readonly isWide: (path: string) => boolean;
  /** Records that something was left out, and why: "it is ..."; with a fix, that it can't be understood. */
  readonly tell: (path: string, why: string, more?: Omit<Unread, 'path' | 'why'>) => void;
  /** What was left out so far. */
  readonly unread: () => readonly Unread[];
}

/** How much is read, of one file and in total; how many names in .gitignore count. */
const limits = {
  bytes: 8 * 1024 * 1024,
  inAll: 64 * 1024 * 1024,
  searchedBytes: 512 * 1024,
  searchedInAll: 8 * 1024 * 1024,
  ignoredNames: 10_000,
  start: 1024,
} as const;

/**
 * Lists a directory, breadth first, without following links to folders, and with a bounded amount of work whatever is in it.
 *
 * @param directory absolute, or relative to the working directory
 * @param ignore names of folders to skip
 */
export function openTree(directory: string, ignore: readonly string[]): Tree {
  const root = resolve(directory);
  const told = new Map<string, Unread>();
  const tell: Tree['tell'] = (path, why, more = {}) => {
    told.set(`${path}\0${why}`, { path, why, ...more });
  };
  const wide = new Set<string>();
  const reader = (most: number, inAll: number): Tree['text'] => {
    let room = inAll;
    return remembered(tell, (path) => {
      const found = readText(root, path, most);
      if (found === undefined || 'why' in found) return found;
      if (found.isWide) wide.add(path);
      room -= found.text.length;
      return room < 0 ? { why: `more than ${inAll / 1024 ** 2} MB were read before it` } : found;
    });
  };
  const text = reader(limits.bytes, limits.inAll);
  const searched = reader(limits.searchedBytes, limits.searchedInAll);
  const start = (path: string): string => readStart(root, path, limits.start).split('\n', 1)[0] ?? '';
  const ignored = foldersIgnored(text('.gitignore'));
  const names = new Set([...ignore, ...ignored.anywhere]);
  const walked = walk(root, (path, name) => names.has(name) || ignored.atRoot.has(path), tell);
  const folders = new Set(walked.files.flatMap(foldersOf));
  // Code imports the same few files, and asks for many that aren't there.
  const there = new Map(walked.files.map((path) => [path, true]));
  return {
    ...{ root, ...walked, text, searched, start, tell },
    isWide: (path) => wide.has(path),
    exists: (path) => {
      const known = there.get(path) ?? isThere(root, path, tell);
      there.set(path, known);
      return known;
    },
    hasFolder: (path) => folders.has(path),
    unread: () => [...told.values()],
  };
}

function isThere(root: string, path: string, tell: Tree['tell']): boolean {
  const found = /(?:^|\/)\.\.(?:\/|$)/.test(path) ? undefined : fileAt(root, path);
  if (typeof found === 'object') tellWhy(tell, path, found);
  return typeof found === 'string';
}

/** The folders above a file, below the root. */
const foldersOf = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, index, steps) => steps.slice(0, index + 1).join('/'));

/** One folder of a tree, as its own tree; what it leaves out is reported in the whole tree. */
export function treeBelow(tree: Tree, folder: string): Tree {
  const within = `${folder}/`;
  return {
    root: join(tree.root, folder),
    files: tree.files.filter((path) => path.startsWith(within)).map((path) => path.slice(within.length)),
    cut: tree.cut,
    text: (path) => tree.text(within + path),
    searched: (path) => tree.searched(within + path),
    start: (path) => tree.start(within + path),
    isWide: (path) => tree.isWide(within + path),
    exists: (path) => tree.exists(within + path),
    hasFolder: (path) => tree.hasFolder(within + path),
    tell: (path, why, more) => {
      tree.tell(within + path, why, more);
    },
    unread: tree.unread,
  };
}

const tellWhy = (tell: Tree['tell'], path: string, { why, fix }: Refusal): void => {
  tell(path, why, fix === undefined ? {} : { fix: fix.replace('{path}', shellWord(path)) });
};

/** Reads each file once. */
function remembered(tell: Tree['tell'], read: (path: string) => Reading | undefined): Tree['text'] {
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (known.has(path)) return known.get(path);
    const found = read(path);
    if (found !== undefined && 'why' in found) tellWhy(tell, path, found);
    const text = found !== undefined && 'text' in found ? found.text : undefined;
    known.set(path, text);
    return text;
  };
}

/** Plain names in .gitignore, which mean folders anywhere, or at the root; real patterns are left to git. */
function foldersIgnored(text = ''): { readonly anywhere: ReadonlySet<string>; readonly atRoot: ReadonlySet<string> } {
  const lines = text.split('\n', limits.ignoredNames).map((line) => line.trim());
  const named = (pattern: RegExp): Set<string> => new Set(lines.flatMap((line) => pattern.exec(line)?.[1] ?? []));
  return { anywhere: named(/^([\w.-]+)\/?$/), atRoot: named(/^\/([\w.-]+)\/?$/) };
}
