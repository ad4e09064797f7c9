import { posix } from 'node:path';
import picomatch from 'picomatch';
import type { CodeRules, Entry, Import } from '../../model/code.js';
import type { Start } from '../process/followed.js';
import { expression } from '../expressions.js';
import { pathsFor, type SearchedPaths } from '../paths.js';
import type { Reached } from '../rules.js';
import { dataOf, textOf, valuesAt } from '../values.js';
import { withoutRest } from './text.js';

/** How many files are followed, and how many imports of one. */
const limits = { files: 300, imports: 500 } as const;

/** Finds the files that some commands reach, breadth first. */
export function reachedFrom(context: SearchedPaths, code: CodeRules, starts: readonly Start[]): Reached {
  const direct = new Set<string>();
  const files = new Set<string>();
  const roots = new Set<string>();
  for (const start of starts) {
    const found = entryOf(context, code, start);
    for (const path of found.paths) {
      files.add(path);
      if (found.direct) direct.add(path);
      roots.add(posix.dirname(path));
    }
    for (const root of found.roots) roots.add(root);
  }
  for (const path of files) {
    for (const each of importsOf(context, code, path, [...roots])) if (files.size < limits.files) files.add(each);
  }
  const text = (path: string): string =>
    withoutRest(context.tree.searched(path) ?? '', direct.has(path) ? [] : code.guarded.map(({ pattern }) => pattern));
  return { files: [...files], text };
}

interface Found {
  readonly paths: readonly string[];
  readonly direct: boolean;
  /** Folders that imports are looked up in. */
  readonly roots: readonly string[];
}

function entryOf(context: SearchedPaths, code: CodeRules, start: Start): Found {
  for (const entry of code.entries) {
    const given = givenTo(entry, start);
    const roots = [start.folder, ...given.folders.map((each) => posix.join(start.folder, each))];
    for (const word of given.words) {
      const match = expression(entry.pattern).exec(word);
      if (!match) continue;
      const meant = entry.named ? namedIn(context, start, entry.named) : (match[1] ?? '');
      const named = meant.replaceAll(entry.dotted === true ? '.' : '/', '/');
      const paths = firstThere(context, roots, entry.paths, named);
      if (paths.length > 0) return { paths, direct: entry.direct === true, roots };
    }
  }
  return { paths: [], direct: false, roots: [] };
}

/** What a manifest says, beside what is started. */
function namedIn({ tree }: SearchedPaths, { folder }: Start, { file, at }: NonNullable<Entry['named']>): string {
  const [found] = valuesAt(dataOf(tree, posix.join(folder, file)), at);
  return textOf(found?.value);
}

/** The words that an entry's pattern is for, and the folders that flags name. */
export function givenTo({ words: leading, valued = [], folder = [] }: Entry, { program, name, args, origin }: Start) {
  if (leading === undefined) return { words: origin.is === 'built' ? [program] : [], folders: [] };
  const folders = args.flatMap((arg, at) => {
    const flag = folder.find((each) => arg === each || arg.startsWith(`${each}=`));
    if (flag === undefined) return [];
    return [arg === flag ? (args[at + 1] ?? '') : arg.slice(flag.length + 1)];
  });
  for (const each of leading) {
    const wanted = each.split(' ');
    const plain = [name, ...args].filter(
      (word, at, all) => wanted.includes(word) || !(word.startsWith('-') || valued.includes(all[at - 1] ?? '')),
    );
    if (wanted.every((word, at) => plain[at] === word)) return { words: plain.slice(wanted.length), folders };
  }
  return { words: [], folders };
}

/** The first of some paths that is there, below the first root that has it. A glob stands for all that it names. */
export function firstThere(
  context: SearchedPaths,
  roots: readonly string[],
  paths: readonly string[],
  named: string,
  name = '',
): string[] {
  for (const path of paths) {
    const filled = path
      .replace('{1}', named)
      .replace('{2}', name)
      .replace('{stem}', named.replace(/\.\w+$/, ''));
    for (const root of roots) {
      const joined = posix.normalize(posix.join(root === '' ? '.' : root, filled));
      if (joined.startsWith('..') || joined.startsWith('/')) continue;
      const found = path.includes('*') ? pathsFor(context, escaped(joined, path)) : [joined];
      const there = found.filter((each) => context.tree.exists(each));
      if (there.length > 0) return there;
    }
  }
  return [];
}

/** A path that came from a project has no wildcards; only the end that the rule wrote has. */
function escaped(joined: string, path: string): string {
  const glob = path.slice(path.lastIndexOf('/') + 1);
  const folder = joined.slice(0, joined.length - glob.length);
  return folder.replace(/[\\*?{}[\]()!+@|]/g, '\\$&') + glob;
}

function importsOf(context: SearchedPaths, code: CodeRules, path: string, roots: readonly string[]): string[] {
  const text = context.tree.searched(path) ?? '';
  return code.imports.flatMap((each) => {
    if (!picomatch.isMatch(path, [each.file].flat(), { dot: true })) return [];
    const found = [...text.matchAll(expression(each.pattern, 'gm'))].slice(0, limits.imports);
    return found.flatMap((match) => importedBy(context, each, path, roots, match));
  });
}

/** Names in a list such as "a as b, c". */
const listedIn = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim().split(/\s/, 1)[0] ?? '')
    .filter((each) => each !== '');

function importedBy(
  context: SearchedPaths,
  rule: Import,
  path: string,
  started: readonly string[],
  match: RegExpExecArray,
): string[] {
  const [, first = '', ...rest] = match as readonly (string | undefined)[];
  const names = listedIn(rest.filter((each) => each !== undefined).join(','));
  return listedIn(first).flatMap((target) => {
    const { roots, named } = placeOf(context, rule, path, started, target);
    if (named === undefined) return [];
    const each = [...parentsOf(rule, named), named];
    const own = rule.paths.filter((one) => !one.includes('{2}'));
    const below = rule.paths.filter((one) => one.includes('{2}'));
    return [
      ...each.flatMap((one) => firstThere(context, roots, own, one)),
      ...names.flatMap((name) => firstThere(context, roots, below, named, name)),
    ];
  });
}

/** "a/b/c" imports "a" and "a/b" on the way, where dots part folders. */
function parentsOf({ spelling }: Import, named: string): string[] {
  if (spelling !== 'dotted') return [];
  const steps = named.split('/');
  return steps.slice(1, 20).map((_, index) => steps.slice(0, index + 1).join('/'));
}

function placeOf(
  { tree }: SearchedPaths,
  { spelling, roots = [''], prefix }: Import,
  path: string,
  started: readonly string[],
  target: string,
): { readonly roots: readonly string[]; readonly named?: string } {
  const folder = posix.dirname(path);
  if (spelling === 'beside') return { roots: [folder], named: target };
  if (spelling === 'dotted') {
    const dots = /^\.*/.exec(target)?.[0].length ?? 0;
    const named = target.slice(dots).replaceAll('.', '/');
    if (dots === 0) return { roots: [...roots, ...started], named };
    return { roots: [posix.join(folder, '../'.repeat(Math.min(dots, 20) - 1))], named };
  }
  if (prefix === undefined) return { roots, named: target };
  const own = expression(prefix.pattern, 'm').exec(tree.text(prefix.file) ?? '')?.[1];
  if (own === undefined || !(target === own || target.startsWith(`${own}/`))) return { roots };
  return { roots, named: target.slice(own.length + 1) };
}
