import { basename } from 'node:path';
import { shown, shownLines } from '../model/shown.js';
import { humanSize, style } from './style.js';

/** One file of a tree, with a word about it. */
export interface Leaf {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly note: string;
}

/** A line of a tree; that of a folder has no leaf. */
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

/** A unified diff in the colours that people know. */
export const coloredDiff = (diff: string): string =>
  shownLines(diff)
    .split('\n')
    .map((line) => (line.startsWith('+') ? style.green(line) : line.startsWith('-') ? style.red(line) : line))
    .join('\n');

/**
 * Columns, the first as wide as its longest entry.
 *
 * @param width at which the second one is wrapped; nothing: never. Where little is left for it, it stands below the first
 */
export function columns(rows: readonly (readonly string[])[], width = Infinity): string {
  const first = Math.max(0, ...rows.map(([left = '']) => left.length));
  const room = width - first - 5;
  if (room < 20 && width < Infinity)
    return rows.flatMap(([left = '', right = '']) => [`  ${left}`, ...indented(right, 6, width)]).join('\n');
  return rows
    .flatMap(([left = '', right = '']) => {
      const [line = '', ...more] = room === Infinity ? [right] : wrapped(right, room);
      return [`  ${left.padEnd(first)}   ${line}`, ...more.map((each) => `${' '.repeat(first + 5)}${each}`)];
    })
    .join('\n');
}

const indented = (text: string, by: number, width: number): string[] =>
  wrapped(text, Math.max(width - by, 10)).map((line) => `${' '.repeat(by)}${line}`);

/** Paragraphs, separated by empty lines, wrapped at a width. */
export const paragraphs = (text: string, width: number): string =>
  text
    .split('\n\n')
    .map((paragraph) => wrapped(paragraph, width).join('\n'))
    .join('\n\n');

/** How wide text for people is: the terminal's width, up to what is easy to read. */
export const textWidth = (): number => Math.min(process.stdout.columns || 100, 100);

/** Lines of a text, broken between words; a word that is longer than a line is broken too. */
export const wrapped = (text: string, width: number): string[] =>
  text.match(new RegExp(`\\S.{0,${width - 1}}(?=\\s|$)|\\S.{0,${width - 1}}`, 'g')) ?? [];
