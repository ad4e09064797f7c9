/*
 * Writing any text as a literal of another language. A title may hold quotes, `${` or markup: templates put it
 * through one of these and never into a file as it is.
 */

/** A JSON literal. */
export const json = (value: unknown): string => JSON.stringify(value);

/** A double-quoted YAML scalar: JSON's escapes are YAML's (YAML 1.2, section 5.7). */
export const yaml = (text: string): string => JSON.stringify(text);

/** A TOML basic string: JSON's escapes are TOML's (TOML 1.0, "String"), but for DEL, which titles cannot hold. */
export const toml = (text: string): string => JSON.stringify(text);

/** A Nix string, without interpolation (Nix manual, "String literal"). */
export const nix = (text: string): string =>
  `"${text
    .replace(/[\\"]|\$\{/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')}"`;

/**
 * Inline Markdown that shows the text as it is, by character references (CommonMark, 2.5): unlike backslashes, of which
 * some are superfluous, they are what Prettier leaves alone.
 */
export const md = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>#|~&$]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/\s+/g, ' ')
    .trim();
