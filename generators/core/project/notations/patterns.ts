import type { Dependency } from '../../model/detection.js';
import type { DependencySource } from '../../model/detection-rules.js';
import { evidenceOf, keyFinder } from '../evidence.js';
import { expression } from '../expressions.js';
import { linesOf } from '../lines.js';
import { dataOf, recordOf, textOf, valuesAt } from '../values.js';
import { isLong, limits, type Reader } from './reader.js';

/** Splits an entry if its source doesn't say how: all of it is the name. */
const whole = '^(?<name>\\S+)';

/** Reads entries that a pattern takes apart: lines, or what is at keys. */
export const matchedIn = (reader: Reader, source: DependencySource, path: string): Generator<Dependency> =>
  source.at === undefined ? listedIn(reader, source, path) : keyedIn(reader, source, source.at, path);

function* listedIn(reader: Reader, source: DependencySource, path: string): Generator<Dependency> {
  let number = 0;
  for (const line of linesOf(reader.tree.text(path) ?? '')) {
    number += 1;
    if (number > limits.lines) {
      reader.tree.tell(path, `only its first ${limits.lines} lines were read`);
      return;
    }
    if (isLong(reader, path, line)) continue;
    if (source.except !== undefined && expression(source.except).test(line)) continue;
    const evidence = evidenceOf(path, number, line);
    yield* dependencyFrom(source, line, '', () => evidence);
  }
}

function* keyedIn(reader: Reader, source: DependencySource, at: string, path: string): Generator<Dependency> {
  const find = keyFinder(reader.tree, path, reader.tree.text(path) ?? '');
  for (const { key, value } of valuesAt(dataOf(reader.tree, path), at)) {
    // A list item is the dependency itself; in a record the key is, and the value gives the version.
    const item = /^\d+$/.test(key);
    const name = item ? textOf(value) : key;
    const version = item ? '' : versionIn(value);
    if (isLong(reader, path, name) || isLong(reader, path, version)) continue;
    if (source.except !== undefined && expression(source.except).test(name)) continue;
    yield* dependencyFrom(source, name, version, () => find(item ? '' : key, item ? name : ''));
  }
}

function dependencyFrom(
  { pattern = whole, development = false }: DependencySource,
  entry: string,
  version: string,
  evidence: () => Dependency['evidence'],
): Dependency[] {
  const { name, extras = '', version: own = version, url = '' } = expression(pattern).exec(entry)?.groups ?? {};
  if (name === undefined) return [];
  const origin = url || (/^(?:git\+|https?:|file:|git:|github:)/.test(version) ? version : '');
  return [
    {
      name,
      extras: extras.split(/[\s,]+/).filter(Boolean),
      version: (own || version).trim(),
      url: origin,
      development,
      evidence: evidence(),
    },
  ];
}

/** The version in a record's entry: the value itself, or its `version` or origin. */
function versionIn(value: unknown): string {
  if (typeof value === 'string') return value;
  const { version, git, url, path } = recordOf(value);
  const origin = [git, url].find((each) => typeof each === 'string');
  if (typeof origin === 'string') return origin.startsWith('git') ? origin : `git+${origin}`;
  if (typeof path === 'string') return `file:${path}`;
  return typeof version === 'string' ? version : '';
}
