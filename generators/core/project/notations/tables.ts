import type { Dependency } from '../../model/detection.js';
import type { DependencySource } from '../../model/detection-rules.js';
import { expression } from '../expressions.js';
import { keyFinder } from '../evidence.js';
import { dataOf, recordOf, textOf, valuesAt } from '../values.js';
import { itselfAt, shownAddress } from './addresses.js';
import {
  constraintOf,
  counts,
  isForDevelopment,
  isForProduction,
  isForVersion,
  isLong,
  plain,
  quiet,
  type Reader,
} from './reader.js';
import { indexIn, originIn } from './sources.js';

/** Reads a table of dependencies by name, as Poetry and Pipenv write it. */
export function* tableIn(reader: Reader, source: DependencySource, path: string): Generator<Dependency> {
  const data = dataOf(reader.tree, path);
  for (const { value } of valuesAt(data, source.at ?? ''))
    yield* entriesOf(reader, source, path, value, source.development === true, wantedIn(reader, source, data));
}

/** Reads tables by name, each with its dependencies; those for development or left out by choice aren't in the image. */
export function* tablesIn(reader: Reader, source: DependencySource, path: string): Generator<Dependency> {
  const [found] = valuesAt(dataOf(reader.tree, path), source.at ?? '');
  for (const [name, group] of Object.entries(recordOf(found?.value))) {
    const { optional, dependencies } = recordOf(group);
    const isWanted =
      isForProduction(reader, name) || optional !== true || Object.keys(recordOf(dependencies)).some(reader.isStarted);
    const development = !isWanted || isForDevelopment(reader, name);
    const own = development ? quiet(reader) : reader;
    yield* entriesOf(own, source, path, dependencies, development, new Set());
  }
}

/** Optional dependencies that are wanted all the same: those of a list for production, or with what a process starts. */
function wantedIn(reader: Reader, { optional }: DependencySource, data: unknown): ReadonlySet<string> {
  const [lists] = optional === undefined ? [] : valuesAt(data, optional);
  return new Set(
    Object.entries(recordOf(lists?.value)).flatMap(([name, items]) => {
      const names = Array.isArray(items) ? items.map(textOf) : [];
      const isWanted =
        isForProduction(reader, name) || reader.itself.extras.has(plain(name)) || names.some(reader.isStarted);
      return isWanted ? names.map(plain) : [];
    }),
  );
}

function* entriesOf(
  reader: Reader,
  { except }: DependencySource,
  path: string,
  table: unknown,
  development: boolean,
  wanted: ReadonlySet<string>,
): Generator<Dependency> {
  const find = keyFinder(reader.tree, path, reader.tree.text(path) ?? '');
  for (const [name, entry] of Object.entries(recordOf(table))) {
    if (isLong(reader, path, name) || (except !== undefined && expression(except).test(name))) continue;
    // Several entries are for several systems or versions of the language.
    for (const each of Array.isArray(entry) ? (entry as unknown[]) : [entry]) {
      const record = typeof each === 'string' ? { version: each } : recordOf(each);
      const beside = typeof each === 'string' ? each : (Object.keys(record)[0] ?? '');
      const place = () => find(name, beside);
      if (!isFor(reader, record, place)) continue;
      if (record.optional === true && !wanted.has(plain(name))) continue;
      if (isItself(reader, record)) break;
      yield entryOf(reader, { name, path, record, place, development });
      break;
    }
  }
}

/** Whether an entry stands for the project itself; then its own list counts too. */
function isItself({ itself }: Reader, { path, extras }: Readonly<Record<string, unknown>>): boolean {
  if (typeof path !== 'string' || itselfAt(path) === undefined) return false;
  itself.isListed = true;
  for (const each of Array.isArray(extras) ? extras : []) itself.extras.add(plain(textOf(each)));
  return true;
}

/** Whether an entry is for this system and version. */
function isFor(
  reader: Reader,
  record: Readonly<Record<string, unknown>>,
  place: () => Dependency['evidence'],
): boolean {
  const { python, platform, markers } = record;
  if (typeof python === 'string' && !isForVersion(reader, python)) return false;
  if (typeof platform === 'string' && platform !== reader.variables.sys_platform) return false;
  const conditions = Object.keys(reader.variables).flatMap((variable) => {
    const condition = record[variable];
    return typeof condition === 'string' ? [`${variable} ${condition}`] : [];
  });
  const all = typeof markers === 'string' ? [markers, ...conditions] : conditions;
  return all.every((each) => counts(reader, each, place));
}

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly place: () => Dependency['evidence'];
  readonly development: boolean;
}

function entryOf(reader: Reader, { name, path, record, place, development }: Entry): Dependency {
  const { version, extras } = record;
  const asked = typeof version === 'string' ? version.trim() : '';
  const index = indexIn(reader, record);
  const isUrl = /^(?:git\+|https?:|file:|git:)/.test(asked);
  return {
    name,
    extras: Array.isArray(extras) ? extras.map(textOf).filter((each) => /^[\w.-]{1,100}$/.test(each)) : [],
    version: isUrl || isLong(reader, path, asked) ? '' : constraintOf(reader, asked, place),
    url: isUrl ? shownAddress(asked) : originIn(reader, record, name, path),
    ...(index === undefined ? {} : { index }),
    development,
    evidence: place(),
  };
}
