import { basename } from 'node:path';
import { humanSize, style } from './style.js';

/** One file of a tree, with a word about it. */
export interface Leaf {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly note: string;
}

/**
 * Files as a tree: each folder on a line of its own, each file with its size and the note.
 *
 * @param leaves sorted by path
 */
export function treeLines(leaves: readonly Leaf[]): string[] {
  let open: string[] = [];
  return leaves.flatMap(({ path, size, note }) => {
    const folders = path.split('/').slice(0, -1);
    const shared = folders.findIndex((folder, depth) => open[depth] !== folder);
    const fresh = shared === -1 ? [] : folders.slice(shared);
    const heads = fresh.map((folder, index) => `${'  '.repeat(folders.length - fresh.length + index + 1)}${folder}/`);
    open = folders;
    const name = `${'  '.repeat(folders.length + 1)}${basename(path)}`;
    return [...heads, `${name.padEnd(36)} ${humanSize(size).padStart(8)}  ${note}`];
  });
}

/** A unified diff in the colours that people know. */
export const colouredDiff = (diff: string): string =>
  diff
    .split('\n')
    .map((line) => (line.startsWith('+') ? style.green(line) : line.startsWith('-') ? style.red(line) : line))
    .join('\n');

/** Columns, the first as wide as its longest entry. */
export function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.max(0, ...rows.map(([left = '']) => left.length));
  return rows.map(([left = '', right = '']) => `  ${left.padEnd(width)}   ${right}`).join('\n');
}
