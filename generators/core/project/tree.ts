import {
  closeSync,
  constants,
  fstatSync,
  opendirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  type Dirent,
} from 'node:fs';
import { join, resolve } from 'node:path';

/** A project's files as they stood when it was opened: read once, and never written to. */
export interface Tree {
  /** Absolute path. */
  readonly root: string;
  /** Paths of plain files, those nearest to the root first, then by name. */
  readonly files: readonly string[];
  /** Whether there are more files than were looked at. */
  readonly cut: boolean;
  /** The text of a file; nothing where there is none, or it cannot be read, is too large, or is no text. */
  readonly text: (path: string) => string | undefined;
}

/** How much is looked at: what says how an app is run lies near the root of its project. */
const limits = {
  files: 4_000,
  folders: 800,
  perFolder: 2_000,
  hugeFolder: 256 * 1024,
  depth: 8,
  bytes: 8 * 1024 * 1024,
} as const;

/**
 * Lists a directory, breadth first, without following links, and with a bounded amount of work whatever is in it.
 *
 * @param directory absolute, or relative to the working directory
 * @param ignore names of folders that are not looked into
 */
export function openTree(directory: string, ignore: readonly string[]): Tree {
  const root = resolve(directory);
  const cache = new Map<string, string | undefined>();
  const text = (path: string): string | undefined => {
    if (!cache.has(path)) cache.set(path, read(join(root, path)));
    return cache.get(path);
  };
  const passed = new Set([...ignore, ...ignoredByName(text('.gitignore'))]);
  return { root, ...walk(root, passed), text };
}

function walk(root: string, passed: ReadonlySet<string>): Pick<Tree, 'files' | 'cut'> {
  const files: string[] = [];
  let cut = false;
  let folders = 0;
  let level = [''];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      if (files.length >= limits.files || folders >= limits.folders) return { files, cut: true };
      folders += 1;
      const { entries, whole } = entriesOf(join(root, folder));
      cut ||= !whole;
      // The root of a virtual environment, whatever it is called.
      if (folder !== '' && entries.some(({ name }) => name === 'pyvenv.cfg')) continue;
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isFile()) files.push(path);
        else if (entry.isDirectory() && !passed.has(entry.name)) next.push(path);
      }
    }
    if (depth === limits.depth && next.length > 0) {
      cut = true;
      break;
    }
    level = next;
  }
  return { files, cut };
}

function entriesOf(folder: string): { readonly entries: readonly Dirent[]; readonly whole: boolean } {
  try {
    // One call reads a folder fastest; one of a hundred thousand pictures is better not read to its end.
    const huge = statSync(folder).size > limits.hugeFolder;
    const entries = huge ? firstEntries(folder) : readdirSync(folder, { withFileTypes: true });
    return { entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)), whole: !huge };
  } catch {
    // A folder that is closed to us, or just gone, holds nothing that we could use.
    return { entries: [], whole: true };
  }
}

function firstEntries(folder: string): Dirent[] {
  const entries: Dirent[] = [];
  const opened = opendirSync(folder, { bufferSize: 256 });
  try {
    for (let entry = opened.readSync(); entry && entries.length < limits.perFolder; entry = opened.readSync())
      entries.push(entry);
  } finally {
    opened.closeSync();
  }
  return entries;
}

/** Plain names in .gitignore; its patterns proper are left to git. */
const ignoredByName = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/^\/?([^/]+)\/?$/, '$1'))
    .filter((line) => /^[\w.-]+$/.test(line));

function read(path: string): string | undefined {
  let file: number | undefined;
  try {
    // A pipe that nobody writes to would hold up a plain opening for ever.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const found = fstatSync(file);
    if (!found.isFile() || found.size > limits.bytes) return undefined;
    const content = readFileSync(file);
    return content.subarray(0, 8192).includes(0) ? undefined : content.toString('utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
