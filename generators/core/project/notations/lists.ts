import type { Dependency, Evidence } from '../../model/detection.js';
import type { DependencySource } from '../../model/detection-rules.js';
import { evidenceAt, keyFinder } from '../evidence.js';
import { expression } from '../expressions.js';
import { dataOf, recordOf, textOf, valuesAt } from '../values.js';
import { addressesIn, type Addressed } from './sources.js';
import {
  fromRequirement,
  isForDevelopment,
  isForProduction,
  isLong,
  limits,
  plain,
  quiet,
  refuse,
  type Reader,
} from './reader.js';
import { requirementIn } from './requirement.js';

/** Reads a list of requirements in a manifest. */
export function* listIn(reader: Reader, source: DependencySource, path: string): Generator<Dependency> {
  const addressed = addressesIn(reader, source, path);
  for (const { value } of valuesAt(dataOf(reader.tree, path), source.at ?? '')) {
    if (Array.isArray(value)) yield* itemsOf(reader, path, value, source.development === true, addressed);
    else wrongShape(reader, path, source.at ?? '');
  }
}

/** Says that a list is in no file that is read, if a manifest says that it is elsewhere. */
export function* elsewhereIn(reader: Reader, source: DependencySource, path: string): Generator<Dependency> {
  const [found] = valuesAt(dataOf(reader.tree, path), source.at ?? '');
  const words = Array.isArray(found?.value) ? found.value.map(textOf) : [];
  const word = words.find((each) => expression(source.pattern ?? '').test(each));
  if (word === undefined) return;
  const { line } = keyFinder(
    reader.tree,
    path,
    reader.tree.text(path) ?? '',
  )(keyIn(source.at ?? ''), word.slice(0, 40));
  const fix = `list the dependencies in a file that is read, such as ${source.instead ?? path}`;
  refuse(reader, { path, line }, `it says that the ${word} are elsewhere, and no list was found`, fix);
  yield* [];
}

const keyIn = (at: string): string => at.slice(at.lastIndexOf('.') + 1);

/** Says that something else than a list is there. */
function wrongShape(reader: Reader, path: string, at: string): void {
  const text = reader.tree.text(path) ?? '';
  const { line } = keyFinder(reader.tree, path, text)(keyIn(at), '');
  refuse(reader, { path, line }, `${at} is no list`, 'write a list of requirements there');
}

function* itemsOf(
  reader: Reader,
  path: string,
  items: readonly unknown[],
  development: boolean,
  addressed: Addressed,
): Generator<Dependency> {
  const find = itemFinder(reader, path);
  for (const item of items) {
    if (typeof item !== 'string' || isLong(reader, path, item)) continue;
    for (const each of fromRequirement(reader, item, () => find(item), development)) yield addressed(each);
  }
}

/** Finds the lines of items. They stand in quotation marks: the same words elsewhere don't count. */
function itemFinder(reader: Reader, path: string): (item: string) => Evidence {
  const text = reader.tree.text(path) ?? '';
  const find = keyFinder(reader.tree, path, text);
  let cursor = 0;
  return (item) => {
    // Items are asked for in their order; a longer search is left to what has a limit.
    const near = text.slice(cursor, cursor + 10 * limits.entry);
    const found = [`"${item}"`, `'${item}'`].map((each) => near.indexOf(each)).filter((index) => index !== -1);
    if (found.length === 0) return find('', item);
    const at = cursor + Math.min(...found);
    cursor = at + item.length;
    return evidenceAt(reader.tree, path, text, at);
  };
}

/**
 * Reads lists by name. One counts if it is for production by its name, if it is chosen, or if it holds what a process
 * starts; the others are for development.
 */
export function* listsIn(reader: Reader, source: DependencySource, path: string): Generator<Dependency> {
  const data = dataOf(reader.tree, path);
  const [found] = valuesAt(data, source.at ?? '');
  const lists = new Map(
    Object.entries(recordOf(found?.value)).flatMap(([name, items]) =>
      Array.isArray(items) ? [[plain(name), items as readonly unknown[]] as const] : [],
    ),
  );
  const [chosen] = source.chosen === undefined ? [] : valuesAt(data, source.chosen);
  const [own] = source.itself === undefined ? [] : valuesAt(data, source.itself);
  const isChosen = (name: string): boolean =>
    chosen?.value === 'all' ||
    (Array.isArray(chosen?.value) && chosen.value.some((each) => plain(textOf(each)) === name));
  const addressed = addressesIn(reader, source, path);
  for (const name of lists.keys()) {
    const items = allOf(lists, name, plain(textOf(own?.value)));
    const counts =
      isForProduction(reader, name) ||
      (source.chosen === undefined && reader.itself.extras.has(name)) ||
      (!isForDevelopment(reader, name) && (isChosen(name) || items.some((item) => isStarted(reader, item))));
    yield* itemsOf(counts ? reader : quiet(reader), path, items, !counts, addressed);
  }
}

const isStarted = (reader: Reader, item: unknown): boolean =>
  typeof item === 'string' && reader.isStarted(requirementIn(item)?.name ?? '');

/** The items of a list and of those that it includes: `{ include-group = "web" }`, or `shop[web]` in shop itself. */
function allOf(
  lists: ReadonlyMap<string, readonly unknown[]>,
  name: string,
  itself: string,
  seen = new Set<string>(),
): unknown[] {
  if (seen.has(name)) return [];
  seen.add(name);
  return (lists.get(name) ?? []).flatMap((item) => {
    const group = recordOf(item)['include-group'];
    if (typeof group === 'string') return allOf(lists, plain(group), itself, seen);
    const own = typeof item === 'string' && itself !== '' ? requirementIn(item) : undefined;
    if (!own || plain(own.name) !== itself) return [item];
    return own.extras.flatMap((extra) => allOf(lists, plain(extra), itself, seen));
  });
}
