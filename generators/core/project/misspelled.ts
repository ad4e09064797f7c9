import { distance } from 'fastest-levenshtein';
import type { Detected } from '../model/detection.js';
import type { Template } from '../model/catalog.js';
import type { Tree } from './tree.js';

/**
 * Finds files at the root with names close to ones that have a meaning, e.g. "requirment.txt".
 *
 * @param templates whose files they may be meant to be
 */
export function misspelledIn(tree: Tree, templates: readonly Template[]): Detected['misspelled'] {
  const names = [...new Set(templates.flatMap(({ detect }) => detect.names))];
  const top = tree.files.filter((path) => !path.includes('/'));
  const there = new Set(top);
  const missing = names.filter((name) => !there.has(name));
  return top.flatMap((path) => {
    if (names.includes(path)) return [];
    const meant = missing.find((name) => isNearly(path, name));
    return meant === undefined ? [] : [{ path, meant }];
  });
}

/** Differs in case, in an ending that an editor adds, or in up to two letters; fewer in short names, which may differ on purpose. */
const isNearly = (path: string, name: string): boolean =>
  path.toLowerCase().replace(/^(\w+)\.txt$/, '$1') === name.toLowerCase() ||
  (name.length > 5 && path !== name && distance(path.toLowerCase(), name.toLowerCase()) <= (name.length > 9 ? 2 : 1));
