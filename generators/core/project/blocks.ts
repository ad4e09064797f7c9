import type { Rule } from '../model/rule.js';
import { expression } from './expressions.js';

type Within = NonNullable<Rule['within']>;

/** How many blocks of one text count. */
const most = 100;

/** Where the blocks of a text are. */
export interface Blocks {
  /** Whether a character of the text is in one of them. */
  readonly has: (index: number) => boolean;
}

/**
 * Finds blocks: the lines after a match of a pattern, as long as they are empty or indented more than the line where the
 * match begins.
 */
export function blocksIn(text: string, within: Within, family: ReadonlySet<string> = new Set()): Blocks {
  const blocks: { from: number; to: number }[] = [];
  for (const match of headsIn(text, within, family)) {
    const last = blocks.at(-1);
    if (last && match.index < last.to) continue;
    if (blocks.length === most) break;
    const start = text.lastIndexOf('\n', match.index) + 1;
    const from = match.index + match[0].length;
    blocks.push({ from, to: endOf(text, from, indentationAt(text, start)) });
  }
  return { has: (index) => blocks.some(({ from, to }) => index >= from && index < to) };
}

/** Where blocks begin, in order. */
function headsIn(text: string, { pattern, heirs }: Within, family: ReadonlySet<string>): RegExpExecArray[] {
  const own = [...text.matchAll(expression(pattern, 'gm'))];
  if (heirs === undefined) return own;
  const others = [...text.matchAll(expression(heirs, 'gm'))].filter((match) => isHeir(match, family));
  return [...own, ...others].sort((one, other) => one.index - other.index);
}

const isHeir = ([, , parents = '']: RegExpExecArray, family: ReadonlySet<string>): boolean =>
  parents.split(/[\s,]+/).some((each) => family.has(each.slice(each.lastIndexOf('.') + 1)));

/**
 * The names of the classes that a pattern finds, and of those that inherit from them, directly or not.
 *
 * @param texts of the files that count
 */
export function familyIn(texts: readonly string[], { pattern, heirs }: Within): ReadonlySet<string> {
  const find = (each: string): RegExpExecArray[] => texts.flatMap((text) => [...text.matchAll(expression(each, 'gm'))]);
  const family = new Set(find(pattern).map(([, name = '']) => name));
  if (heirs === undefined || family.size === 0) return family;
  const others = find(heirs);
  for (let before = 0; before < family.size && family.size < most;) {
    before = family.size;
    for (const match of others) if (isHeir(match, family)) family.add(match[1] ?? '');
  }
  return family;
}

function endOf(text: string, from: number, indentation: number): number {
  let line = text.indexOf('\n', from) + 1;
  while (line > 0 && line < text.length) {
    const own = indentationAt(text, line);
    const isEmpty = /[\r\n]/.test(text[line + own] ?? '\n');
    if (!isEmpty && own <= indentation) return line;
    line = text.indexOf('\n', line) + 1;
  }
  return text.length;
}

function indentationAt(text: string, start: number): number {
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return end - start;
}
