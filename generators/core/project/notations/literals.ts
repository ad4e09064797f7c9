import { posix } from 'node:path';
import type { Dependency } from '../../model/detection.js';
import type { DependencySource } from '../../model/detection-rules.js';
import { evidenceAt, evidenceOf } from '../evidence.js';
import { expression } from '../expressions.js';
import { linesOf } from '../lines.js';
import { linesIn } from './lines.js';
import { fromRequirement, limits, refuse, type Reader } from './reader.js';

const elsewhere = 'list the dependencies in a file that is read, such as {path}';

/** How much code a list may have. */
const longest = 100_000;

/**
 * Reads a list of strings in code, after what the pattern matches. If the code computes it, we can't tell what it holds,
 * and run nothing to find out.
 */
export function* literalIn(reader: Reader, source: DependencySource, path: string): Generator<Dependency> {
  reader.files.add(path);
  const text = reader.tree.text(path) ?? '';
  const after = expression(source.pattern ?? '', 'm').exec(text);
  if (!after) return;
  const at = after.index + after[0].length;
  const [, name = ''] = /^([A-Za-z_]\w{0,100})[ \t]*(?:,|\)|\r?\n|$)/.exec(text.slice(at, at + 200)) ?? [];
  const named = name === '' ? undefined : new RegExp(`^${name}[ \\t]*=[ \\t]*(?=[[(])`, 'm').exec(text);
  const items = stringsAt(text, named ? named.index + named[0].length : at);
  if (items === undefined) {
    const { line } = evidenceAt(reader.tree, path, text, after.index);
    const fix = elsewhere.replace('{path}', source.instead ?? path);
    if (reader.isOpen()) refuse(reader, { path, line }, 'code makes this list of dependencies', fix);
    // Such code often reads another list, which we read too.
    else if (![...reader.files].some((other) => text.includes(posix.basename(other))))
      reader.tree.tell(path, 'its code makes a list of dependencies', { line, check: fix });
    return;
  }
  for (const { index, value } of items)
    yield* fromRequirement(reader, value, () => evidenceAt(reader.tree, path, text, index), false);
}

interface Item {
  readonly index: number;
  readonly value: string;
}

const blank = /[ \t\r\n\\]+/y;
const comment = /#[^\n]*/y;
const token = /([[(])|([\])])|(,)|[rRuUbB]{0,2}("""|'''|"|')/y;

/** Where the next word begins. */
function afterBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    const [skipped] = [blank, comment].filter((each) => {
      each.lastIndex = at;
      return each.test(text);
    });
    if (!skipped) return at;
    skipped.lastIndex = at;
    at += skipped.exec(text)?.[0].length ?? 0;
  }
}

/** The strings in brackets at an index; strings next to each other are one. Undefined if there is anything else. */
function stringsAt(text: string, from: number): Item[] | undefined {
  const items: Item[] = [];
  let item: Item | undefined;
  let isOpen = false;
  for (let at = from; at < from + longest;) {
    token.lastIndex = afterBlanks(text, at);
    const match = token.exec(text) as (string | undefined)[] | null;
    if (!match) return undefined;
    const [, open, close, comma, quote] = match;
    at = token.lastIndex;
    if (isOpen === (open !== undefined)) return undefined;
    if (open !== undefined) isOpen = true;
    else if (quote !== undefined) {
      const end = text.indexOf(quote, at);
      const value = text.slice(at, end);
      if (end === -1 || /[\\\n]/.test(value)) return undefined;
      item = { index: item?.index ?? at, value: `${item?.value ?? ''}${value}` };
      at = end + quote.length;
    } else {
      if (item) items.push(item);
      item = undefined;
      if (close !== undefined) return /^[ \t]*[+.[(]/.test(text.slice(at, at + 100)) ? undefined : items;
      if (comma === undefined || items.length > limits.dependencies) return undefined;
    }
  }
  return undefined;
}

/**
 * Reads a key with one requirement per line in a file of sections:
 * https://setuptools.pypa.io/en/latest/userguide/declarative_config.html
 */
export function* sectionIn(reader: Reader, source: DependencySource, path: string): Generator<Dependency> {
  reader.files.add(path);
  const [wantedSection = '', wantedKey = ''] = (source.at ?? '').split(/\.(?=[^.]*$)/);
  let section = '';
  let key = '';
  let number = 0;
  for (const raw of linesOf(reader.tree.text(path) ?? '')) {
    number += 1;
    if (number > limits.lines) return;
    if (/^\s*(?:[#;]|$)/.test(raw) || raw.length > limits.entry) continue;
    const [, header] = /^\[([^\]]+)\]/.exec(raw) ?? [];
    const [, name, value = ''] = /^([\w.-]+)[ \t]*[=:](.*)$/.exec(raw) ?? [];
    if (header !== undefined) [section, key] = [header.trim(), ''];
    else if (name !== undefined) key = name;
    if (section !== wantedSection || key !== wantedKey || header !== undefined) continue;
    const entry = (name === undefined ? raw : value).trim();
    if (entry === '') continue;
    const place = evidenceOf(path, number, raw);
    const [, files] = /^file:(.*)$/.exec(entry) ?? [];
    if (files === undefined)
      yield* fromRequirement(reader, (entry.split(/\s#/, 1)[0] ?? '').trim(), () => place, false);
    else yield* filesNamed(reader, source, place, files.split(','));
  }
}

/** Reads the files that a manifest names as its lists. */
export function* filesNamed(
  reader: Reader,
  source: DependencySource,
  place: Dependency['evidence'],
  names: readonly string[],
): Generator<Dependency> {
  for (const name of names.slice(0, limits.included).map((each) => each.trim().replace(/^\.\//, ''))) {
    if (reader.tree.exists(name)) yield* linesIn(reader, source, name);
    else refuse(reader, place, `${name} isn't in the project`, `add ${name} to the project`);
  }
}
