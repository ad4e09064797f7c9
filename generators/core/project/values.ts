import { load as parseYaml } from 'js-yaml';
import { parse as parseToml, TomlError } from 'smol-toml';
import { deepest, isDeep } from './depth.js';
import { jsonFault } from './json-fault.js';
import type { Tree } from './tree.js';

/** One value in a JSON, TOML or YAML file: the last key that led to it, and what is there. */
export interface Found {
  readonly key: string;
  readonly value: unknown;
}

const parsed = new WeakMap<Tree, Map<string, unknown>>();

/** The data in a JSON, TOML or YAML file; undefined if it can't be read. */
export function dataOf(tree: Tree, path: string): unknown {
  const cache = parsed.get(tree) ?? new Map<string, unknown>();
  parsed.set(tree, cache);
  if (!cache.has(path)) cache.set(path, parse(tree, path));
  return cache.get(path);
}

function parse(tree: Tree, path: string): unknown {
  const text = tree.text(path);
  if (text === undefined) return undefined;
  if (/\.ya?ml$/.test(path)) return yamlOf(tree, path, text);
  const kind = kindOf(path, text);
  if (tree.isWide(path)) {
    tree.tell(path, `it is in UTF-16, and ${kind.toUpperCase()} is not`, { fix: 'save it as UTF-8' });
    return undefined;
  }
  if (isDeep(text, kind)) {
    tree.tell(path, `it is nested more than ${deepest} levels deep`);
    return undefined;
  }
  try {
    const data: unknown = kind === 'json' ? JSON.parse(text) : parseToml(text);
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data;
    tree.tell(path, 'it holds no object', { fix: 'put what belongs there between { and }', line: 1 });
  } catch (error) {
    const { line, column, expected } = kind === 'json' ? jsonFault(text) : tomlFault(error);
    const why = `it is not valid ${kind.toUpperCase()} at line ${line}, column ${column}: ${expected}`;
    tree.tell(path, why, { fix: 'mend that line', line });
  }
  return undefined;
}

/** A Pipfile is TOML too, and so are all lock files of that kind. */
const kindOf = (path: string, text: string): 'json' | 'toml' => {
  const [, end] = /\.(json|toml)$/.exec(path) ?? [];
  return end === undefined ? (/^\s*[{[]\s*["}\]]/.test(text) ? 'json' : 'toml') : (end as 'json' | 'toml');
};

function tomlFault(error: unknown): { readonly line: number; readonly column: number; readonly expected: string } {
  if (!(error instanceof TomlError)) throw error;
  const { line, column, message } = error;
  return { line, column, expected: (message.split('\n', 1)[0] ?? '').replace(/^Invalid TOML document: /, '') };
}

/** How much of a YAML file is read: characters, and values after its aliases are followed. */
const limits = { characters: 512 * 1024, values: 20_000 } as const;

function yamlOf(tree: Tree, path: string, text: string): unknown {
  if (text.length > limits.characters) {
    tree.tell(path, `it is larger than ${limits.characters / 1024} kB`);
    return undefined;
  }
  try {
    const data: unknown = parseYaml(text);
    if (counted(data, 0, limits.values) > 0) return data;
    tree.tell(path, 'it has too many values, or they are nested too deep');
  } catch {
    tree.tell(path, 'it is not valid YAML');
  }
  return undefined;
}

/** How many more values there may be; a short text can stand for any number, since aliases repeat what they name. */
function counted(value: unknown, depth: number, room: number): number {
  if (typeof value !== 'object' || value === null) return room - 1;
  let left = room - 1;
  for (const each of Object.values(value)) {
    if (left <= 0 || depth === deepest) return 0;
    left = counted(each, depth + 1, left);
  }
  return left;
}

/**
 * Follows keys into data.
 *
 * @param at keys joined by dots; `*` stands for each key or item
 */
export function valuesAt(data: unknown, at: string): Found[] {
  let found: Found[] = [{ key: '', value: data }];
  for (const step of at.split('.')) found = found.flatMap(({ value }) => below(value, step));
  return found.filter(({ value }) => value !== undefined && value !== null);
}

/** A value as a record; an empty one if it isn't a record. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function below(value: unknown, step: string): Found[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.entries(value).map(([key, each]) => ({ key, value: each as unknown }));
  return Object.hasOwn(value, step) ? [{ key: step, value: (value as Record<string, unknown>)[step] }] : [];
}

/** How much of a record or a list is shown as text. */
const longest = 2_000;

/** A value as text: as it is, or as JSON, shortened if that is long. What `dataOf` returns is never deep. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const text = value === undefined ? '' : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
