import { parse as parseToml } from 'smol-toml';
import type { Tree } from './tree.js';

/** One value of a JSON or TOML file: the key that led to it last, and what stands there. */
export interface Found {
  readonly key: string;
  readonly value: unknown;
}

const parsed = new WeakMap<Tree, Map<string, unknown>>();

/** What a JSON or TOML file says; nothing where it says nothing that can be read. */
export function dataOf(tree: Tree, path: string): unknown {
  const cache = parsed.get(tree) ?? new Map<string, unknown>();
  parsed.set(tree, cache);
  if (!cache.has(path)) cache.set(path, parse(path, tree.text(path)));
  return cache.get(path);
}

function parse(path: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    // A Pipfile is TOML too, and so is every lock file of its kind; JSON is never valid TOML.
    return /^\s*[{[]\s*["}\]]/.test(text) && !path.endsWith('.toml') ? JSON.parse(text) : parseToml(text);
  } catch {
    return undefined;
  }
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

/** A value as a record; one without keys where it is none. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function below(value: unknown, step: string): Found[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.entries(value).map(([key, each]) => ({ key, value: each as unknown }));
  return Object.hasOwn(value, step) ? [{ key: step, value: (value as Record<string, unknown>)[step] }] : [];
}

/** A value as text: as it is, or as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}
