/*
 * Writing any text as a literal of another language. A title may hold quotes, `${` or markup, and so may all that was
 * stored or found out: templates put it through one of these and never into a file as it is. A test holds them to that.
 */
import { shellWord } from '../model/shell.js';
import { shown } from '../model/shown.js';

/** What JSON.stringify leaves as it is, and YAML and TOML do not allow in a string, or some editor takes for a line end. */
const unwritten = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A JSON literal. */
export const json = (value: unknown): string =>
  JSON.stringify(value).replace(unwritten, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Words with single blanks or colons between them, which begin with no sign of YAML's and no digit. */
const plainYaml = /^[A-Za-z_/][\w./@+-]*(?:[ :][\w./@+-]+)*$/;

/** Words that YAML 1.1 or 1.2 takes for something else than text (YAML 1.1, types bool, null and merge). */
const yamlWords = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/**
 * A YAML scalar, as a key or as a value: plain where every version reads it as this very text, otherwise double-quoted,
 * since JSON's escapes are YAML's (YAML 1.2, section 5.7).
 */
export const yaml = (text: string): string => (plainYaml.test(text) && !yamlWords.test(text) ? text : json(text));

/** The same in a GitHub workflow, where `${{` begins an expression, in quotes too (GitHub Docs, "Expressions"). */
export const github = (text: string): string => yaml(text.replaceAll('${{', "${{ '${{' }}"));

/** A TOML basic string: JSON's escapes are TOML's (TOML 1.0, "String"). */
export const toml = (text: string): string => json(text);

/** A Nix string, without interpolation (Nix manual, "String literal"). It can be the name of an attribute too. */
export const nix = (text: string): string =>
  `"${text
    .replace(/[\\"]|\$\{/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')}"`;

/** Text in an indented Nix string ('' … ''): as it is where nothing in it means anything there. */
export const indented = (text: string): string => (/['$\\\n\r]/.test(text) ? `\${${nix(text)}}` : text);

/** One word of a POSIX shell. */
export const sh = (word: string): string => shellWord(word);

/**
 * The words of a COPY in a Dockerfile: as they are where they are plain, otherwise as JSON, in which Docker still fills
 * in variables, takes quotes away and looks for patterns (Dockerfile reference, "COPY").
 */
export function copied(files: readonly string[], to: string): string {
  const words = [...files, to];
  if (words.every((word) => /^[\w./][\w./-]*$/.test(word))) return words.join(' ');
  const literal = (word: string): string => word.replace(/[$\\'"]/g, '\\$&').replace(/[[*?]/g, '[$&]');
  return `[${words.map((word) => json(literal(word))).join(', ')}]`;
}

/** Text and attributes in HTML. */
export const html = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** The rest of a line that is a comment: no end of a line, nothing that acts where it is printed. */
export const comment = (text: string): string => shown(text.replace(/\s+/g, ' '));

/**
 * A name that means itself in every language: in code, in strings, in paths, in addresses.
 *
 * @throws Error for any other text; names come from the catalog, or are made of a Heroku name by its rules
 */
export function plain(name: string): string {
  if (/^[\w@+.:/-]+$/.test(name)) return name;
  throw new Error(`${JSON.stringify(name)} is no plain name`);
}

/**
 * What has a meaning in inline Markdown (CommonMark 0.31.2, and GitHub's tables, strikethrough and formulas), and only there:
 * an underscore between letters, an ampersand before a blank and a # after a letter are plain text.
 */
const meaningful = /[\\`*[\]<|~$]|^>|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=^|\s)#/gu;

/**
 * Inline Markdown that shows the text as it is, by character references (CommonMark, 2.5): unlike backslashes, of which
 * some are superfluous, they are what Prettier leaves alone.
 */
export const md = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(meaningful, (mark) => `&#${mark.charCodeAt(0)};`);
