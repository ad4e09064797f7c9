/*
 * Text from a repository, from git or from a command line may contain anything, including terminal control characters.
 * The rule: code that formats text for people passes it through `shown` first, and adds colors after that.
 */

/**
 * Characters that act when they are printed: control characters, line and paragraph separators, marks that change text
 * direction (Unicode TR36), lone surrogates.
 */
const acting = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu;

/** One line of any text, safe to print in a terminal: characters that act are written as `\x1b` or `\u202e`. */
export const shown = (text: string): string => text.replace(acting, escaped);

/** The same for a text of several lines: line ends and tabs stay. */
export const shownLines = (text: string): string =>
  text.replace(acting, (mark) => (mark === '\n' || mark === '\t' ? mark : escaped(mark)));

/** Applies `shown` to every text in data. */
export function shownAll<Value>(value: Value): Value {
  const each = (part: unknown): unknown => {
    if (typeof part === 'string') return shown(part);
    if (Array.isArray(part)) return part.map(each);
    if (typeof part !== 'object' || part === null || Object.getPrototypeOf(part) !== Object.prototype) return part;
    return Object.fromEntries(Object.entries(part).map(([key, own]) => [shown(key), each(own)]));
  };
  return each(value) as Value;
}

/**
 * JSON for programs that is safe in a terminal too: JSON.stringify escapes only the first 32 control characters and
 * lone surrogates.
 */
export const shownJson = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(acting, (mark) => (mark === '\n' ? mark : unicode(mark)))}\n`;

const escaped = (mark: string): string => {
  const code = mark.charCodeAt(0);
  return code > 0xff ? unicode(mark) : `\\x${code.toString(16).padStart(2, '0')}`;
};

const unicode = (mark: string): string => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
