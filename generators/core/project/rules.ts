import { join } from 'node:path';
import picomatch from 'picomatch';
import type { Dependency, Evidence, Rule } from '../detection.js';
import { evidenceAt, evidenceOfKey, evidenceOn } from './evidence.js';
import { isFile, pathsFor, type Looked } from './paths.js';
import type { Tree } from './tree.js';
import { dataOf, recordOf, textOf, valuesAt } from './values.js';

/** What rules are held against. */
export interface Ground extends Looked {
  readonly dependencies: readonly Dependency[];
}

/** A place where a rule holds. */
export interface Match {
  readonly value: string;
  readonly evidence: Evidence;
}

/** How large the files are that a rule looks into, and how often it may hold. */
const limits = { bytes: 512 * 1024, matches: 60 } as const;

/**
 * Every place where a rule holds, those nearest to the root first.
 *
 * The rules' regular expressions are ours, and run over lines of bounded files.
 */
export function matchesOf(ground: Ground, rule: Rule): Match[] {
  if (rule.where !== undefined && matchesOf(ground, rule.where).length === 0) return [];
  if (rule.dependency !== undefined) return dependencyMatches(ground, rule, rule.dependency);
  const matches: Match[] = [];
  for (const path of pathsFor(ground, rule.file ?? [])) {
    matches.push(...matchesIn(ground, rule, path));
    if (matches.length >= limits.matches) break;
  }
  return matches.slice(0, limits.matches);
}

function dependencyMatches({ dependencies }: Ground, rule: Rule, glob: string): Match[] {
  const isMeant = picomatch(glob, { nocase: true, bash: true });
  return dependencies
    .filter(({ name, development }) => !development && isMeant(name))
    .map(({ name, extras, version, evidence }) => ({
      value: filled(rule.value ?? '{name}', { name, version, extras: extras.join(',') }),
      evidence,
    }))
    .filter(({ value }) => rule.pattern === undefined || new RegExp(rule.pattern).test(value));
}

function matchesIn({ tree }: Ground, rule: Rule, path: string): Match[] {
  const { at, pattern, value = at === undefined ? (pattern === undefined ? '{path}' : '{1}') : '{value}' } = rule;
  if (at === undefined && pattern === undefined)
    return [{ value: filled(value, placesOf(path)), evidence: evidenceOn(path, tree.text(path) ?? '', 1) }];
  const text = tree.text(path);
  if (text === undefined) return [];
  if (at !== undefined) return keyMatches(tree, rule, at, path, text, value);
  if (text.length > limits.bytes) return [];
  return [...text.matchAll(new RegExp(pattern ?? '', 'gm'))].slice(0, limits.matches).flatMap((match) => {
    const words = { ...placesOf(path), ...groupsOf(match) };
    if (!isThere(tree, rule, words)) return [];
    const index = match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0);
    return [{ value: filled(value, words), evidence: evidenceAt(path, text, index) }];
  });
}

const isThere = ({ root }: Tree, { exists }: Rule, words: Readonly<Record<string, string>>): boolean =>
  exists === undefined || isFile(join(root, filled(exists, words)));

function keyMatches(tree: Tree, rule: Rule, at: string, path: string, text: string, value: string): Match[] {
  const data = dataOf(tree, path);
  const found = rule.differs ? differing(tree, data, at, rule.differs) : valuesAt(data, at);
  return found.flatMap(({ key, value: each }) => {
    const own = textOf(each);
    const match = rule.pattern === undefined ? undefined : new RegExp(rule.pattern, 'm').exec(own);
    if (match === null) return [];
    const words = { ...placesOf(path), key, value: own, ...(match ? groupsOf(match) : {}) };
    if (!isThere(tree, rule, words)) return [];
    return [{ value: filled(value, words), evidence: evidenceOfKey(path, text, key, own) }];
  });
}

/** The keys of a record that another file says otherwise; a file that is not there says nothing. */
function differing(tree: Tree, data: unknown, at: string, { file, at: there }: NonNullable<Rule['differs']>) {
  if (tree.text(file) === undefined) return [];
  const [own] = valuesAt(data, at);
  const [other] = valuesAt(dataOf(tree, file), there);
  const [a, b] = [recordOf(own?.value), recordOf(other?.value)];
  const keys = Object.keys({ ...a, ...b }).filter((key) => textOf(a[key]) !== textOf(b[key]));
  return keys.length === 0 ? [] : [{ key: keys[0] ?? '', value: keys.join(', ') }];
}

/** What `{…}` may stand for in a path's own terms. */
function placesOf(path: string): Record<string, string> {
  const cut = path.lastIndexOf('/');
  const dir = cut === -1 ? '.' : path.slice(0, cut);
  const stem = path.slice(cut + 1).replace(/\.[^.]*$/, '');
  const dotted = path
    .replace(/\.[^./]*$/, '')
    .replace(/^src\//, '')
    .replace(/\/__(?:init|main)__$/, '')
    .replaceAll('/', '.');
  return { path, dir, stem, dotted, folder: dir.slice(dir.lastIndexOf('/') + 1) };
}

const groupsOf = (match: RegExpExecArray): Record<string, string> => ({
  ...Object.fromEntries(match.map((group, index) => [String(index), (group as string | undefined) ?? ''])),
  ...match.groups,
});

/** Puts words into `{…}`; `${…}` belongs to the shell. */
export const filled = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replace(/(?<!\$)\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole).trim();
