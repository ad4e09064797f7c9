import { axes, type Axis } from '../model/axes.js';
import type { AxisValue, Catalog } from '../model/catalog.js';
import { UserError } from '../model/errors.js';
import { nearest } from './nearest.js';

/** How the user types an entry's name, for the fix of an error. */
export interface Typed {
  readonly asTyped: (id: string) => string;
  /** The command that lists them all. */
  readonly list?: string;
}

/**
 * Finds an entry in the catalog by its id.
 *
 * @param flag the flag that chooses it, without dashes
 * @throws UserError with the nearest name and the whole list
 */
export function find<Entry extends { readonly id: string; readonly title: string }>(
  entries: readonly Entry[],
  flag: string,
  id: string,
  { asTyped, list }: Typed = { asTyped: (meant) => `--${flag} ${meant}` },
): Entry {
  const found = entries.find((entry) => entry.id === id);
  if (found) return found;
  const ids = entries.map((entry) => entry.id);
  const meant = nearest(id, ids);
  throw new UserError({
    headline: `There is no ${nouns[flag] ?? flag} called ${quote(id)}`,
    detail: `Available: ${ids.join(', ')}.`,
    fix: meant === undefined ? (list ?? `choose one: ${ids.map(asTyped).join(' or ')}`) : asTyped(meant),
  });
}

/**
 * Finds a value of an axis by its id.
 *
 * @throws UserError as `find` does
 */
export const findValue = (catalog: Catalog, { flag, values }: Axis, id: string): AxisValue =>
  find<AxisValue>(catalog[values], flag, id);

/** What a flag chooses, if that has another name. */
const nouns: Readonly<Partial<Record<string, string>>> = {
  addons: 'add-on',
  ...Object.fromEntries(axes.map(({ flag, noun }) => [flag, noun])),
};

/** A user's text inside a message: quoted, on one line, with a length limit. */
export const quote = (text: string): string => {
  const line = JSON.stringify(text);
  return line.length <= 80 ? line : `${line.slice(0, 78)}…"`;
};
