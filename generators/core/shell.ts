import { shown } from './shown.js';

/**
 * A word as a POSIX shell reads it back unchanged, in printable characters alone.
 *
 * Characters that steer a terminal are given to `printf %b` by number (POSIX, printf, "%b"). A shell drops line ends
 * behind the output of a command, so a word that ends in one is quoted as it is.
 */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (shown(word) === word || word.endsWith('\n')) return quoted(word);
  const numbered = word.replace(/\\|[^ -~]/gu, (each) =>
    each === '\\' ? '\\\\' : shown(each) === each ? each : octal(each),
  );
  return `"$(printf %b ${quoted(numbered)})"`;
}

/** A directory as a positional word: one that begins with a dash would be read as a flag. */
export const shellDirectory = (path: string): string => shellWord(path.startsWith('-') ? `./${path}` : path);

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

const octal = (mark: string): string =>
  [...Buffer.from(mark)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
