import { posix } from 'node:path';
import picomatch from 'picomatch';
import type { Dependency, Evidence } from '../model/detection.js';
import type { CommonRules } from '../model/detection-rules.js';
import type { Rule } from '../model/rule.js';
import { blocksIn, familyIn } from './blocks.js';
import { codeIn } from './code/text.js';
import { evidenceAt, evidenceOf, keyFinder } from './evidence.js';
import { expression } from './expressions.js';
import { filled } from './filled.js';
import { pathsFor, type SearchedPaths } from './paths.js';
import { isAnything } from './presence.js';
import type { Tree } from './tree.js';
import { dataOf, textOf, valuesAt } from './values.js';

/** The files of a project that processes reach: those that they start, and what these import. */
export interface Reached {
  /** In the order in which they are reached; none if it can't be told what is started. */
  readonly files: readonly string[];
  /** What runs of a file: its text with blanks in place of comments and of what only runs if it is started itself. */
  readonly text: (path: string) => string;
}

/** What rules are checked against. */
export interface RuleContext extends SearchedPaths {
  readonly common: CommonRules;
  readonly dependencies: readonly Dependency[];
  /** What processes reach; absent while that isn't known. */
  readonly reached?: Reached;
  /** Files that dependencies come from, or should have come from. */
  readonly manifests?: ReadonlySet<string>;
  /** Of these, the lists with a requirement per line that production needs, without those that others include. */
  readonly lists?: readonly string[];
}

/** A place where a rule matches. */
export interface Match {
  readonly value: string;
  /** Created only for places that are shown: it costs more than finding the match. */
  readonly evidence: () => Evidence;
}

/** Limits for one rule: values, places of each, matches in one file, length of a value. */
const limits = { values: 60, places: 12, matches: 1_000, value: 4_000 } as const;

/**
 * Every place where a rule matches, those nearest to the root first.
 *
 * The patterns are ours. The build checks that each takes linear time on any text (catalog/patterns.ts), so they run on
 * whole files: a call may span several lines.
 */
export function matchesOf(ground: RuleContext, rule: Rule): Match[] {
  if (!isIn(ground, rule)) return [];
  const places = new Map<string, number>();
  const matches: Match[] = [];
  for (const { path, ...match } of everyMatch(ground, rule)) {
    const before = places.get(match.value) ?? 0;
    if (before === 0 && places.size === limits.values) {
      ground.tree.tell(path, `only the first ${limits.values} values that one rule finds were used`);
      break;
    }
    places.set(match.value, before + 1);
    if (before < limits.places) matches.push(match);
  }
  return matches;
}

/** Whether a rule matches anywhere. */
export const holds = (ground: RuleContext, rule: Rule): boolean =>
  isIn(ground, rule) && everyMatch(ground, rule).next().done === false;

/** Whether the other rules that a rule depends on let it match. */
const isIn = (ground: RuleContext, { where, without }: Rule): boolean =>
  (where === undefined || holds(ground, where)) && (without === undefined || !holds(ground, without));

type Place = Match & { readonly path: string };

function* everyMatch(ground: RuleContext, rule: Rule): Generator<Place> {
  if (rule.dependency !== undefined) yield* dependencyMatches(ground, rule, rule.dependency);
  else for (const path of pathsOf(ground, rule)) yield* matchesIn(ground, rule, path);
}

function pathsOf(ground: RuleContext, rule: Rule): readonly string[] {
  if (rule.in === undefined) return pathsFor(ground, rule.file ?? []);
  const meant = picomatch([rule.file ?? []].flat(), { dot: true });
  return ground.reached?.files.filter((path) => meant(path)) ?? [];
}

function* dependencyMatches({ dependencies }: RuleContext, rule: Rule, glob: string): Generator<Place> {
  const meant = picomatch.makeRe(glob, { nocase: true, bash: true });
  for (const { name, extras, version, development, evidence } of dependencies) {
    if (development || !meant.test(name)) continue;
    const value = filled(rule.value ?? '{name}', { name, version, extras: extras.join(',') });
    if (rule.pattern !== undefined && !expression(rule.pattern).test(value)) continue;
    yield { value, path: evidence.path, evidence: () => evidence };
  }
}

function* matchesIn(ground: RuleContext, rule: Rule, path: string): Generator<Place> {
  const { tree } = ground;
  const { at, pattern, value = at === undefined ? (pattern === undefined ? '{path}' : '{1}') : '{value}' } = rule;
  if (at !== undefined) {
    yield* keyMatches(tree, rule, at, path, value);
    return;
  }
  if (pattern === undefined) {
    yield { value: filled(value, placesOf(path)), path, evidence: () => evidenceOf(path, 1, tree.start(path)) };
    return;
  }
  const text = textIn(ground, rule, path);
  const blocks = rule.within && blocksIn(text, rule.within, familyOf(ground, rule, rule.within));
  let count = 0;
  for (const match of text.matchAll(expression(pattern, 'gm'))) {
    count += 1;
    if (count > limits.matches) {
      tree.tell(path, `only the first ${limits.matches} places that one rule finds were used`);
      return;
    }
    if (isLong(tree, path, match[0])) continue;
    if (blocks && !blocks.has(match.index)) continue;
    const words = { ...placesOf(path), ...groupsOf(match) };
    if (!isThere(tree, rule, words)) continue;
    const start = (): number => match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0);
    yield { value: filled(value, words), path, evidence: () => evidenceAt(tree, path, text, start()) };
  }
}

function textIn({ tree, reached }: RuleContext, rule: Rule, path: string): string {
  if (rule.in && reached) return reached.text(path);
  // A wildcard may match thousands of files.
  return [rule.file].flat().includes(path) ? (tree.text(path) ?? '') : codeIn(tree, path);
}

const families = new WeakMap<RuleContext, Map<string, ReadonlySet<string>>>();

/** The classes whose blocks count. Rules with the same `within` look in the same files. */
function familyOf(ground: RuleContext, rule: Rule, within: NonNullable<Rule['within']>): ReadonlySet<string> {
  if (within.heirs === undefined) return new Set();
  const known = families.get(ground) ?? new Map<string, ReadonlySet<string>>();
  families.set(ground, known);
  const before = known.get(within.pattern);
  if (before !== undefined) return before;
  const family = familyIn(
    pathsOf(ground, rule).map((path) => textIn(ground, rule, path)),
    within,
  );
  known.set(within.pattern, family);
  return family;
}

function isLong(tree: Tree, path: string, value: string): boolean {
  if (value.length <= limits.value) return false;
  tree.tell(path, `a value of more than ${limits.value} characters was passed over`);
  return true;
}

const isThere = (tree: Tree, { exists, lacks }: Rule, words: Readonly<Record<string, string>>): boolean =>
  (exists === undefined || tree.exists(filled(exists, words))) &&
  (lacks === undefined || !isAnything(tree, posix.normalize(filled(lacks, words))));

function* keyMatches(tree: Tree, rule: Rule, at: string, path: string, value: string): Generator<Place> {
  const data = dataOf(tree, path);
  const text = tree.text(path) ?? '';
  const find = keyFinder(tree, path, text);
  for (const { key, value: each } of valuesAt(data, at)) {
    const own = textOf(each);
    if (isLong(tree, path, own)) continue;
    const match = rule.pattern === undefined ? undefined : expression(rule.pattern, 'm').exec(own);
    if (match === null) continue;
    const words = { ...placesOf(path), key, value: own, ...(match ? groupsOf(match) : {}) };
    if (isThere(tree, rule, words)) yield { value: filled(value, words), path, evidence: () => find(key, own) };
  }
}

/** What `{…}` may stand for, derived from the path. */
export function placesOf(path: string): Record<string, string> {
  const cut = path.lastIndexOf('/');
  const dir = cut === -1 ? '.' : path.slice(0, cut);
  const stem = path.slice(cut + 1).replace(/\.[^.]*$/, '');
  const dotted = path
    .replace(/\.[^./]*$/, '')
    .replace(/^src\//, '')
    .replace(/\/__(?:init|main)__$/, '')
    .replaceAll('/', '.');
  const above = dir.includes('/') ? dir.slice(0, dir.lastIndexOf('/')) : '.';
  return { path, dir, stem, dotted, above, folder: dir.slice(dir.lastIndexOf('/') + 1) };
}

const groupsOf = (match: RegExpExecArray): Record<string, string> => ({
  // Without groups, a pattern is about all that it matches.
  ...(match.length === 1 ? { 1: match[0] } : {}),
  ...Object.fromEntries(match.map((group, index) => [String(index), (group as string | undefined) ?? ''])),
  ...match.groups,
});
