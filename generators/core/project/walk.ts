import { opendirSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { isFile } from './read.js';

/** The result of a walk. */
export interface Walk {
  /** Paths of regular files below the root, and of links to them. */
  readonly files: readonly string[];
  /** Whether there are more. */
  readonly cut: boolean;
}

type Tell = (path: string, why: string) => void;

/** How much is looked at: what shows how an app is run is near the root of its project. */
const limits = {
  files: 4_000,
  folders: 800,
  perFolder: 2_000,
  hugeFolder: 256 * 1024,
  depth: 8,
  links: 1_000,
} as const;

/**
 * Lists regular files and links to those that are below the root too, breadth first, without entering linked folders.
 *
 * @param root absolute path
 * @param isPassed whether to skip a folder
 * @param tell called for folders that can't be read
 */
export function walk(root: string, isPassed: (path: string, name: string) => boolean, tell: Tell): Walk {
  const files: string[] = [];
  let cut = false;
  let folders = 0;
  let links = 0;
  let level = [''];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      if (files.length >= limits.files || folders >= limits.folders) return { files, cut: true };
      folders += 1;
      const { entries, whole } = entriesOf(root, folder, tell);
      cut ||= !whole;
      // The root of a virtual environment, whatever its name is.
      if (folder !== '' && entries.some(({ name }) => name === 'pyvenv.cfg')) continue;
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isSymbolicLink()) links += 1;
        if (entry.isDirectory() && !isPassed(path, entry.name)) next.push(path);
        else if (entry.isFile() || (entry.isSymbolicLink() && links <= limits.links && isFile(root, path)))
          if (files.length < limits.files) files.push(path);
          else cut = true;
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

interface Entries {
  readonly entries: readonly Dirent[];
  readonly whole: boolean;
}

function entriesOf(root: string, folder: string, tell: Tell): Entries {
  const full = join(root, folder);
  try {
    // One call reads a folder fastest; but a folder with a hundred thousand images shouldn't be read to the end.
    const huge = statSync(full).size > limits.hugeFolder;
    const entries = huge ? firstEntries(full) : readdirSync(full, { withFileTypes: true });
    return { entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)), whole: !huge };
  } catch (error) {
    // A folder that we may not read, or that is just gone, has nothing we can use.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code !== 'ENOENT') tell(folder === '' ? '.' : folder, `it cannot be read (${code})`);
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
