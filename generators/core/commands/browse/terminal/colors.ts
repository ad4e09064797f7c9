import type { Kind, Token } from '../../../terminal/highlight.js';
import { style } from '../../../terminal/style.js';

/** The terminal's own sixteen colors, which the user can read on a light or a dark background. */
const colors: Readonly<Partial<Record<Kind, (text: string) => string>>> = {
  comment: style.dim,
  constant: style.yellow,
  function: style.blue,
  keyword: style.magenta,
  link: style.cyan,
  string: style.green,
  'string-expression': style.green,
};

/** A line of a file, in colors if they are on. */
export const colored = (line: readonly Token[]): string =>
  line.map(({ text, kind }) => (kind && colors[kind] ? colors[kind](text) : text)).join('');
