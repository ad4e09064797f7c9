import { shellWord } from '../model/shell.js';

/**
 * Inserts words into `{…}`, as shell words into `{sh:…}`, in capitals into `{upper:…}`, a JSON list as a command line
 * into `{words:…}`; `${…}` belongs to the shell.
 */
export const filled = (text: string, words: Readonly<Record<string, string>>): string =>
  text
    .replace(/(?<!\$)\{(?:(sh|upper|words):)?(\w+)\}/g, (whole, form: string | undefined, name: string) => {
      const word = words[name];
      if (word === undefined || form === undefined) return word ?? whole;
      return form === 'sh' ? shellWord(word) : form === 'words' ? commandLine(word) : word.toUpperCase();
    })
    .trim();

/** A command as some files have it, in a list of words; any other text stays as it is. */
function commandLine(text: string): string {
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) ? words.map(String).map(shellWord).join(' ') : text;
  } catch {
    return text;
  }
}
