import { basename } from 'node:path';
import { shown } from '../model/shown.js';
import { humanSize } from './style.js';

/** One file of a tree, with a note about it. */
export interface Leaf {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly note: string;
}

/** A line of a tree; a folder's line has no leaf. */
export interface TreeLine<Of extends Leaf> {
  readonly text: string;
  readonly leaf?: Of;
}

/**
 * Files as a tree: each folder on a line of its own, each file with its size and the note.
 *
 * @param leaves sorted by path
 */
export function treeOf<Of extends Leaf>(leaves: readonly Of[]): TreeLine<Of>[] {
  let open: string[] = [];
  return leaves.flatMap((leaf) => {
    const { path, size, note } = leaf;
    const folders = path.split('/').slice(0, -1);
    const shared = folders.findIndex((folder, depth) => open[depth] !== folder);
    const fresh = shared === -1 ? [] : folders.slice(shared);
    const heads = fresh.map((folder, index) => ({
      text: `${'  '.repeat(folders.length - fresh.length + index + 1)}${shown(folder)}/`,
    }));
    open = folders;
    const name = `${'  '.repeat(folders.length + 1)}${shown(basename(path))}`;
    return [...heads, { text: `${name.padEnd(36)} ${humanSize(size).padStart(8)}  ${shown(note)}`, leaf }];
  });
}

/** The lines of a tree as text. */
export const treeLines = (leaves: readonly Leaf[]): string[] => treeOf(leaves).map(({ text }) => text);
