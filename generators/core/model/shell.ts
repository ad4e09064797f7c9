import { shown } from './shown.js';

/**
 * Quotes a word so that a POSIX shell reads it back unchanged, without terminal control characters.
 *
 * Those characters are passed to `printf %b` by number (POSIX, printf, "%b"). A shell drops line ends after the output
 * of a command, so those at the end of a word are appended as they are.
 */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  const body = withoutEnds(word);
  if (shown(body) === body) return quoted(word);
  const numbered = body.replace(/\\|[^ -~]/gu, (each) =>
    each === '\\' ? '\\\\' : shown(each) === each ? each : octal(each),
  );
  const ends = word.slice(body.length);
  return `"$(printf %b ${quoted(numbered)})"${ends === '' ? '' : quoted(ends)}`;
}

/** A directory as a positional argument: one that starts with a dash would be read as a flag. */
export const shellDirectory = (path: string): string => shellWord(path.startsWith('-') ? `./${path}` : path);

function withoutEnds(word: string): string {
  let length = word.length;
  while (word[length - 1] === '\n') length -= 1;
  return word.slice(0, length);
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

const octal = (mark: string): string =>
  [...Buffer.from(mark)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
