import type { Kind, Token } from '../../../terminal/highlight.js';
import { style } from '../../../terminal/style.js';

/** The terminal's own sixteen colors, which its owner can read on their background, be it light or dark. */
const colors: Readonly<Partial<Record<Kind, (text: string) => string>>> = {
  comment: style.dim,
  constant: style.yellow,
  function: style.blue,
  keyword: style.magenta,
  link: style.cyan,
  string: style.green,
  'string-expression': style.green,
};

/** A line of a file, in colors where they are wanted. */
export const colored = (line: readonly Token[]): string =>
  line.map(({ text, kind }) => (kind && colors[kind] ? colors[kind](text) : text)).join('');
