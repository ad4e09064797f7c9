import { posix } from 'node:path';
import type { Dependency, DependencySource } from '../detection.js';
import { evidenceOfKey, evidenceOn } from './evidence.js';
import { pathsFor, type Looked } from './paths.js';
import type { Tree } from './tree.js';
import { dataOf, recordOf, textOf, valuesAt } from './values.js';

/** Takes an entry apart where its source does not say how: all of it is the name. */
const whole = '^(?<name>\\S+)';

/** Everything that a project says it depends on, each name once; where two files differ, the first counts. */
export function dependenciesOf(ground: Looked, sources: readonly DependencySource[]): Dependency[] {
  const found = new Map<string, Dependency>();
  for (const source of sources) {
    const paths = pathsFor(ground, source.file);
    for (const each of paths.flatMap((path) => entriesOf(ground.tree, source, path, new Set()))) {
      const before = found.get(each.name.toLowerCase());
      if (!before || (before.development && !each.development)) found.set(each.name.toLowerCase(), each);
    }
  }
  return [...found.values()];
}

function entriesOf(tree: Tree, source: DependencySource, path: string, read: Set<string>): Dependency[] {
  const text = tree.text(path);
  // Files may include each other in a circle.
  if (text === undefined || read.has(path)) return [];
  read.add(path);
  if (source.at !== undefined) return keyedEntries(tree, source, source.at, path, text);
  return text.split('\n').flatMap((line, index) => {
    const included = source.includes === undefined ? undefined : new RegExp(source.includes).exec(line)?.[1];
    if (included !== undefined) {
      const other = posix.normalize(posix.join(posix.dirname(path), included));
      return other.startsWith('../') ? [] : entriesOf(tree, source, other, read);
    }
    if (source.except !== undefined && new RegExp(source.except).test(line)) return [];
    return dependencyFrom(source, line, '', () => evidenceOn(path, text, index + 1));
  });
}

function keyedEntries(tree: Tree, source: DependencySource, at: string, path: string, text: string): Dependency[] {
  return valuesAt(dataOf(tree, path), at).flatMap(({ key, value }) => {
    // An item of a list is the dependency itself; in a record the key is, and the value says which version.
    const item = /^\d+$/.test(key);
    const name = item ? textOf(value) : key;
    if (source.except !== undefined && new RegExp(source.except).test(name)) return [];
    const version = item ? '' : versionIn(value);
    return dependencyFrom(source, name, version, () => evidenceOfKey(path, text, item ? '' : key, item ? name : ''));
  });
}

function dependencyFrom(
  { pattern = whole, development = false }: DependencySource,
  entry: string,
  version: string,
  evidence: () => Dependency['evidence'],
): Dependency[] {
  const { name, extras = '', version: own = version, url = '' } = new RegExp(pattern).exec(entry)?.groups ?? {};
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

/** The version of a record's entry: the value itself, or what it calls so. */
function versionIn(value: unknown): string {
  if (typeof value === 'string') return value;
  const { version, git, url, path } = recordOf(value);
  const origin = [git, url].find((each) => typeof each === 'string');
  if (typeof origin === 'string') return origin.startsWith('git') ? origin : `git+${origin}`;
  if (typeof path === 'string') return `file:${path}`;
  return typeof version === 'string' ? version : '';
}
