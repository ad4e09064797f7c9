/**
 * Columns, the first as wide as its longest entry.
 *
 * @param width where the second one wraps; never by default. If it would be too narrow, it goes below the first
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
  width === Infinity
    ? [text]
    : (text.match(new RegExp(`\\S.{0,${width - 1}}(?=\\s|$)|\\S.{0,${width - 1}}`, 'g')) ?? []);
