import type { Evidence } from '../model/detection.js';
import { lineAt, lineStarts } from './lines.js';
import type { Tree } from './tree.js';

/** Longest excerpt shown. */
const longest = 100;

/** Maximum distance of a key's value from the key, on the same line. */
const near = 1_000;

/** How often, in total, the search for keys may scan all of one text. */
const passes = 64;

/** A line, counted from 1, as evidence. */
export function evidenceOf(path: string, line: number, text: string): Evidence {
  // Look only at what is shown, and the whitespace before it.
  const start = text.slice(0, 10 * longest).trim();
  return { path, line, text: start.length > longest ? `${start.slice(0, longest - 1)}…` : start };
}

/** The place of a character in a text. */
export function evidenceAt(tree: Tree, path: string, text: string, index: number): Evidence {
  const starts = startsOf(tree, path, text);
  const line = lineAt(starts, index);
  return evidenceOf(path, line + 1, text.slice(starts[line], starts[line + 1]));
}

/**
 * Finds the lines of keys in a text. Each search continues where the last one ended, since data keeps the order of its
 * text: so all of them together scan the text a few times. In a text made to break that, they end early.
 *
 * @returns a function that finds the line most likely to have a key with its value; the first line if none does
 */
export function keyFinder(tree: Tree, path: string, text: string): (key: string, value: string) => Evidence {
  let cursor = 0;
  let room = passes * text.length;
  const look = (wanted: Wanted): Found => {
    const found = room > 0 ? find(text, wanted) : { passed: 0 };
    room -= found.passed;
    return found;
  };
  return (key, value) => {
    const first = value.slice(0, 40);
    const wanted = { word: key || first, beside: key === '' ? '' : first, whole: key !== '' };
    const ahead = look({ ...wanted, from: cursor, to: text.length });
    const behind = ahead.both === undefined ? look({ ...wanted, from: 0, to: cursor }) : ahead;
    if (behind.both !== undefined) cursor = behind.both + wanted.word.length;
    const either = behind.both ?? behind.word ?? ahead.word;
    const any = either ?? look({ word: first, beside: '', whole: false, from: 0, to: text.length }).both;
    return evidenceAt(tree, path, text, any ?? 0);
  };
}

interface Wanted {
  readonly word: string;
  /** What must be on the same line. */
  readonly beside: string;
  /** Whether to match whole words only. */
  readonly whole: boolean;
  readonly from: number;
  readonly to: number;
}

/** Where the word is, and where it is on a line with the other; how many characters were scanned for it. */
interface Found {
  readonly word?: number;
  readonly both?: number;
  readonly passed: number;
}

function find(text: string, { word, beside, whole, from, to }: Wanted): Found {
  let either: number | undefined;
  let seen = 0;
  for (let at = text.indexOf(word, from); at !== -1 && at < to; at = text.indexOf(word, at + 1)) {
    if (whole && (isWordAt(text, at - 1) || isWordAt(text, at + word.length))) continue;
    if (beside === '') return { word: at, both: at, passed: at - from };
    either ??= at;
    const line = lineAround(text, at, word.length);
    seen += line.length;
    if (line.includes(beside)) return { word: either, both: at, passed: at - from + seen };
    if (seen > 100 * near) break;
  }
  return { ...(either === undefined ? {} : { word: either }), passed: Math.max(0, to - from) + seen };
}

function lineAround(text: string, at: number, length: number): string {
  const before = text.slice(Math.max(0, at - near), at);
  const after = text.slice(at, at + length + near);
  return before.slice(before.lastIndexOf('\n') + 1) + (after.split('\n', 1)[0] ?? '');
}

const isWordAt = (text: string, index: number): boolean => /[\w-]/.test(text[index] ?? '');

/** Many rules point to places in the same texts. */
const remembered = new WeakMap<Tree, Map<string, readonly number[]>>();

function startsOf(tree: Tree, path: string, text: string): readonly number[] {
  const known = remembered.get(tree) ?? new Map<string, readonly number[]>();
  remembered.set(tree, known);
  const starts = known.get(path) ?? lineStarts(text);
  known.set(path, starts);
  return starts;
}
