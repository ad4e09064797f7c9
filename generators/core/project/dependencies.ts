import { posix } from 'node:path';
import type { Dependency, DependencySource } from '../model/detection.js';
import { evidenceOf, keyFinder } from './evidence.js';
import { expression } from './expressions.js';
import { linesOf } from './lines.js';
import { pathsFor, type SearchedPaths } from './paths.js';
import type { Tree } from './tree.js';
import { dataOf, recordOf, textOf, valuesAt } from './values.js';

/** Splits an entry if its source doesn't say how: all of it is the name. */
const whole = '^(?<name>\\S+)';

/** How much is read, in total and per file: real projects have less than a tenth of it. */
const limits = { dependencies: 20_000, lines: 100_000, entry: 2_000, included: 100, depth: 20 } as const;

/** Every declared dependency of a project, each name once; if two files differ, the first one counts. */
export function dependenciesOf(ground: SearchedPaths, sources: readonly DependencySource[]): Dependency[] {
  const found = new Map<string, Dependency>();
  for (const source of sources) {
    for (const each of entriesOf(ground, source)) {
      const name = each.name.toLowerCase();
      const before = found.get(name);
      if (!before && found.size === limits.dependencies) {
        ground.tree.tell(each.evidence.path, `only the first ${limits.dependencies} dependencies were read`);
        return [...found.values()];
      }
      if (!before || (before.development && !each.development)) found.set(name, each);
    }
  }
  return [...found.values()];
}

function* entriesOf(ground: SearchedPaths, source: DependencySource): Generator<Dependency> {
  const read = new Set<string>();
  for (const path of pathsFor(ground, source.file)) {
    if (source.at === undefined) yield* listedIn(ground.tree, source, path, read, 0);
    else yield* keyedIn(ground.tree, source, source.at, path);
  }
}

/** @param read paths already read: files may include each other in a circle, or one file many times */
function* listedIn(
  tree: Tree,
  source: DependencySource,
  path: string,
  read: Set<string>,
  depth: number,
): Generator<Dependency> {
  if (read.has(path)) return;
  if (read.size >= limits.included || depth >= limits.depth) {
    tree.tell(path, 'too many files include others before it');
    return;
  }
  read.add(path);
  const text = tree.text(path);
  let number = 0;
  for (const line of text === undefined ? [] : linesOf(text)) {
    number += 1;
    if (number > limits.lines) {
      tree.tell(path, `only its first ${limits.lines} lines were read`);
      return;
    }
    if (isLong(tree, path, line)) continue;
    const included = source.includes === undefined ? undefined : expression(source.includes).exec(line)?.[1];
    if (included !== undefined) {
      const other = posix.normalize(posix.join(posix.dirname(path), included));
      if (!other.startsWith('../')) yield* listedIn(tree, source, other, read, depth + 1);
    } else if (source.except === undefined || !expression(source.except).test(line)) {
      const evidence = evidenceOf(path, number, line);
      yield* dependencyFrom(source, line, '', () => evidence);
    }
  }
}

function* keyedIn(tree: Tree, source: DependencySource, at: string, path: string): Generator<Dependency> {
  const find = keyFinder(tree, path, tree.text(path) ?? '');
  for (const { key, value } of valuesAt(dataOf(tree, path), at)) {
    // A list item is the dependency itself; in a record the key is, and the value gives the version.
    const item = /^\d+$/.test(key);
    const name = item ? textOf(value) : key;
    const version = item ? '' : versionIn(value);
    if (isLong(tree, path, name) || isLong(tree, path, version)) continue;
    if (source.except !== undefined && expression(source.except).test(name)) continue;
    for (const each of dependencyFrom(source, name, version, () => find(item ? '' : key, item ? name : ''))) {
      yield { ...each, extras: [...each.extras, ...extrasIn(value)] };
    }
  }
}

function isLong(tree: Tree, path: string, entry: string): boolean {
  if (entry.length <= limits.entry) return false;
  tree.tell(path, `an entry of more than ${limits.entry} characters was passed over`);
  return true;
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

/** The extras in a record's entry. */
function extrasIn(value: unknown): string[] {
  const { extras } = recordOf(value);
  const all: readonly unknown[] = Array.isArray(extras) ? extras : [];
  return all.map(textOf).filter((each) => /^[\w.-]{1,100}$/.test(each));
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
