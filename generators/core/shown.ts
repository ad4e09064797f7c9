/**
 * Text from outside, such as a file name, in a form that is safe in a terminal: control characters, invisible format
 * characters (also those that turn the reading direction), line separators and lone surrogates become escapes.
 *
 * @param text one line; a line break in it is escaped too
 */
export const shown = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });

/** The same for a text of several lines. */
export const shownLines = (text: string): string => text.split(/\r?\n/).map(shown).join('\n');
