import type { NameRule } from '../model/catalog.js';
import { herokuName } from '../model/forms.js';

export { herokuName };

const longest = 30;

/**
 * Turns any text into a Heroku app name; a valid name is returned unchanged.
 *
 * Letters of other scripts are dropped; `transliterated` knows what they sound like.
 */
export function herokuSafe(text: string): string {
  if (herokuName.test(text)) return text;
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const lettered = /^[a-z]/.test(words) ? words : ['app', words].filter(Boolean).join('-');
  const long = lettered.length < 3 ? `${lettered}-app` : lettered;
  return long.slice(0, longest).replace(/-$/, '');
}

/** Writes text of any script in Latin letters, e.g. "приложение" as "prilozhenie". */
export async function transliterated(text: string): Promise<string> {
  if (/^[\p{ASCII}]*$/u.test(text)) return text;
  // The tables of a few scripts are larger than everything most runs load.
  const { default: slugify } = await import('@sindresorhus/slugify');
  return slugify(text.slice(0, 200), { decamelize: false });
}

/**
 * Derives another kind of name (a module, a package) from the app's name.
 *
 * @param name a valid Heroku app name
 * @param rule how such names look, and which are taken
 */
export function deriveName(name: string, rule: NameRule): string {
  const derived = name.replaceAll('-', rule.separator);
  return rule.reserved.includes(derived) ? `${derived}${rule.separator}${rule.suffix}` : derived;
}
