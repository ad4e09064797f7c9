/** Maximum nesting in a file: real ones have fewer than twenty levels, and parsers recurse at each one. */
export const deepest = 100;

/**
 * Whether brackets, braces and dotted keys nest JSON or TOML deeper than a parser should follow.
 *
 * Looks at each character once. If the text is neither, the answer doesn't matter: parsing fails anyway.
 */
export function isDeep(text: string, kind: 'json' | 'toml'): boolean {
  let level = 0;
  // A dotted key opens a level for each dot. Numbers have one dot, and end as keys do.
  let dots = 0;
  for (let index = 0; index < text.length; index += 1) {
    const mark = text[index] ?? '';
    if (mark === '"' || (kind === 'toml' && mark === "'")) index = endOfString(text, mark, index);
    else if (mark === '#' && kind === 'toml') index = endOfLine(text, index) - 1;
    else if (mark === '[' || mark === '{') level += 1;
    else if (mark === ']' || mark === '}') level -= 1;
    else if (mark === '.') dots += 1;
    else if (mark === ',' || mark === '=' || mark === '\n') dots = 0;
    if (level + dots > deepest) return true;
  }
  return false;
}

/** Where a string that opens at an index ends; one in single quotation marks ends with its line at the latest. */
function endOfString(text: string, quote: string, start: number): number {
  const long = text.startsWith(quote.repeat(3), start);
  const end = long ? quote.repeat(3) : quote;
  let index = start + end.length;
  while (index < text.length) {
    const mark = text[index];
    if (mark === '\\' && quote === '"') index += 1;
    else if (mark === quote && (!long || text.startsWith(end, index))) return index + end.length - 1;
    else if (mark === '\n' && !long) return index;
    index += 1;
  }
  return text.length;
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
};
