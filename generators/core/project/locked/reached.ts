import type { Dependency } from '../../model/detection.js';
import { holdsFor, NoMarker, type Variables } from '../notations/markers.js';
import { normal, type Locked, type Need } from './read.js';

/**
 * The packages in a lock that are installed on a machine, or may be.
 *
 * @param wanted what the project asks for
 * @param variables of the machine, for conditions
 * @param isFlat whether the lock has only what is asked for
 */
export function reachedIn(
  locked: readonly Locked[],
  wanted: readonly Dependency[],
  variables: Variables,
  isFlat: boolean,
): Locked[] {
  const may = (marker: string): boolean => {
    try {
      return marker === '' || holdsFor(marker, variables) !== false;
    } catch (error) {
      if (error instanceof NoMarker) return true;
      throw error;
    }
  };
  const isHere = ({ markers }: Locked): boolean => markers.length === 0 || markers.some(may);
  if (isFlat) return locked.filter(isHere);
  const byName = new Map<string, Locked[]>();
  for (const each of locked) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  const found = new Set<Locked>();
  const seen = new Set<string>();
  const open: Need[] = wanted.map(({ name, extras }) => ({ name: normal(name), extras, marker: '', version: '' }));
  for (let need = open.pop(); need; need = open.pop()) {
    const { name, version } = need;
    if (!may(need.marker)) continue;
    for (const each of byName.get(name) ?? []) {
      if (!isHere(each) || (version !== '' && each.version !== version)) continue;
      found.add(each);
      for (const extra of ['', ...need.extras.map(normal)]) {
        const key = `${name} ${each.version} ${extra}`;
        if (seen.has(key)) continue;
        seen.add(key);
        open.push(...(extra === '' ? each.needs : (each.extras[extra] ?? [])));
      }
    }
  }
  return [...found];
}
