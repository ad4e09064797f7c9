/*
 * Writes any text as a literal in another language. A title may contain quotes, `${` or markup, and so may anything
 * stored or detected: templates use one of these, and never insert it into a file as it is. A test checks that.
 */
import { shellWord } from '../model/shell.js';
import { shown } from '../model/shown.js';

/** Characters that JSON.stringify keeps, but YAML and TOML forbid in strings or some editor treats as a line end. */
const unwritten = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A JSON literal. */
export const json = (value: unknown): string =>
  JSON.stringify(value).replace(unwritten, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Words separated by single spaces or colons, not starting with a YAML indicator or a digit. */
const plainYaml = /^[A-Za-z_/][\w./@+-]*(?:[ :][\w./@+-]+)*$/;

/** Words that YAML 1.1 or 1.2 doesn't read as text (YAML 1.1, types bool, null and merge). */
const yamlWords = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/**
 * A YAML scalar, as a key or a value: plain if every version reads it as this exact text, otherwise double-quoted,
 * since JSON's escapes are valid in YAML (YAML 1.2, section 5.7).
 */
export const yaml = (text: string): string => (plainYaml.test(text) && !yamlWords.test(text) ? text : json(text));

/** The same in a GitHub workflow, where `${{` starts an expression even in quotes (GitHub Docs, "Expressions"). */
export const github = (text: string): string => yaml(text.replaceAll('${{', "${{ '${{' }}"));

/** A path in a filter of a GitHub workflow, where some characters stand for others (GitHub Docs, "Filter patterns"). */
export const filter = (path: string): string => path.replace(/[*?+[\]!\\]/g, '\\$&');

/** A TOML basic string: JSON's escapes are valid in TOML (TOML 1.0, "String"). */
export const toml = (text: string): string => json(text);

/** A Nix string, without interpolation (Nix manual, "String literal"). It can be an attribute name too. */
export const nix = (text: string): string =>
  `"${text
    .replace(/[\\"]|\$\{/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')}"`;

/** Text in an indented Nix string ('' … ''): as it is if nothing in it has a special meaning there. */
export const indented = (text: string): string => (/['$\\\n\r]/.test(text) ? `\${${nix(text)}}` : text);

/** One word of a POSIX shell. */
export const sh = (word: string): string => shellWord(word);

/**
 * The words of a COPY in a Dockerfile: as they are if they are plain, otherwise as JSON, in which Docker still expands
 * variables, removes quotes and matches patterns (Dockerfile reference, "COPY").
 */
export function copied(files: readonly string[], to: string): string {
  const words = [...files, to];
  if (words.every((word) => /^[\w./][\w./-]*$/.test(word))) return words.join(' ');
  const literal = (word: string): string => word.replace(/[$\\'"]/g, '\\$&').replace(/[[*?]/g, '[$&]');
  return `[${words.map((word) => json(literal(word))).join(', ')}]`;
}

/** Text and attributes in HTML. */
export const html = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** The rest of a comment line: no line ends and no control characters. */
export const comment = (text: string): string => shown(text.replace(/\s+/g, ' '));

/**
 * A name that has no special meaning in any language: in code, in strings, in paths, in URLs.
 *
 * @throws Error for any other text; names come from the catalog, or are derived from a Heroku name by its rules
 */
export function plain(name: string): string {
  if (/^[\w@+.:/-]+$/.test(name)) return name;
  throw new Error(`${JSON.stringify(name)} is no plain name`);
}

/**
 * What has a meaning in inline Markdown (CommonMark 0.31.2, and GitHub's tables, strikethrough and formulas), and only
 * there: an underscore between letters, an ampersand before a space and a # after a letter are plain text.
 */
const meaningful = /[\\`*[\]<|~$]|^>|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=^|\s)#/gu;

/**
 * Inline Markdown that shows the text as it is, using character references (CommonMark, 2.5): Prettier leaves them
 * alone, but removes some backslashes as unnecessary.
 */
export const md = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(meaningful, (mark) => `&#${mark.charCodeAt(0)};`);
