/** Longest title, in UTF-16 code units: a README heading that still fits a line. */
const longest = 100;

/*
 * Control characters end lines and control terminals; line and paragraph separators end lines in some parsers; the
 * bidirectional controls make text look different than it is (Unicode TR36). Lone surrogates can't be written as UTF-8.
 */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/u;

/**
 * Returns what is wrong with a title, or undefined.
 *
 * @param title text for headings, after trimming
 */
export function titleFault(title: string): string | undefined {
  if (title.trim() === '') return 'it is empty';
  if (title.length > longest) return `it has ${title.length} characters; at most ${longest} are allowed`;
  if (unprintable.test(title)) return 'it holds a line break, a control character or an invisible direction mark';
  return undefined;
}

/** The title of an app without one: its name, as words. */
export function titleFromName(name: string): string {
  const words = name.replace(/-+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
