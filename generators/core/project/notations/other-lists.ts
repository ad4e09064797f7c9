import { posix } from 'node:path';
import type { Dependency } from '../../model/detection.js';
import type { DependencySource } from '../../model/detection-rules.js';
import { expression } from '../expressions.js';
import { linesOf } from '../lines.js';
import { pathsFor } from '../paths.js';
import { linesIn } from './lines.js';
import { isForDevelopment, isForProduction, type Reader } from './reader.js';

/** How many lists are weighed, and how many lines of each. */
const most = { lists: 30, lines: 1_000 } as const;

/**
 * Reads the one list, of those with unusual names, that production probably uses: one for it by its name, or else one
 * that no other includes. The others are told.
 */
export function* otherListIn(reader: Reader, source: DependencySource): Generator<Dependency> {
  const lists = pathsFor(reader, source.file)
    .filter((path) => !isForDevelopment(reader, stemOf(path)))
    .slice(0, most.lists);
  const sources = new Set(lists.map(withoutEnd));
  // A compiled list says more than what it was compiled from.
  const compiled = lists.filter((path) => !path.endsWith('.in') || !lists.includes(`${withoutEnd(path)}.txt`));
  const included = new Set(compiled.flatMap((path) => includedBy(reader, path)));
  const ends = compiled.filter((path) => !included.has(path));
  const path = ends.find((each) => isForProduction(reader, stemOf(each))) ?? ends[0] ?? compiled[0];
  if (path === undefined) return;
  yield* linesIn(reader, source, path);
  for (const other of ends.filter((each) => each !== path && sources.has(withoutEnd(each))))
    reader.tree.tell(other, `${path} was taken for the list of dependencies`, {
      check: `if ${other} is the right one, or both are: write "-r <path>" for each into a ${source.instead ?? path}`,
    });
}

const withoutEnd = (path: string): string => path.replace(/\.[^./]*$/, '');

const stemOf = (path: string): string =>
  posix.basename(withoutEnd(path)).replace(/(?:^|[-_.])requirements(?:[-_.]|$)/, '');

const includedBy = ({ tree }: Reader, path: string): string[] => {
  const found: string[] = [];
  let number = 0;
  for (const line of linesOf(tree.searched(path) ?? '')) {
    number += 1;
    if (number > most.lines) break;
    const [, other = ''] =
      expression('^\\s*-(?:r|c|-requirement|-constraint)[ =]*(\\S+)').exec(line.slice(0, 500)) ?? [];
    if (other !== '') found.push(posix.normalize(posix.join(posix.dirname(path), other)));
  }
  return found;
};
