import { expression } from './expressions.js';

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
export function blocksIn(text: string, pattern: string): Blocks {
  const blocks: { from: number; to: number }[] = [];
  for (const match of text.matchAll(expression(pattern, 'gm'))) {
    const last = blocks.at(-1);
    if (last && match.index < last.to) continue;
    if (blocks.length === most) break;
    const start = text.lastIndexOf('\n', match.index) + 1;
    const from = match.index + match[0].length;
    blocks.push({ from, to: endOf(text, from, indentationAt(text, start)) });
  }
  return { has: (index) => blocks.some(({ from, to }) => index >= from && index < to) };
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
