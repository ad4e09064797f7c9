import type { Kind, Token } from '../../../terminal/highlight.js';
import { style } from '../../../terminal/style.js';

/** The terminal's own sixteen colours, which its owner can read on their background, be it light or dark. */
const colours: Readonly<Partial<Record<Kind, (text: string) => string>>> = {
  comment: style.dim,
  constant: style.yellow,
  function: style.blue,
  keyword: style.magenta,
  link: style.cyan,
  string: style.green,
  'string-expression': style.green,
};

/** A line of a file, in colours where they are wanted. */
export const coloured = (line: readonly Token[]): string =>
  line.map(({ text, kind }) => (kind && colours[kind] ? colours[kind](text) : text)).join('');
