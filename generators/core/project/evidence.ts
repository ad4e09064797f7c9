import type { Evidence } from '../detection.js';

/** Longest excerpt that is shown. */
const longest = 100;

/** The place of a character in a text. */
export function evidenceAt(path: string, text: string, index: number): Evidence {
  const before = text.slice(0, index).split('\n').length;
  return evidenceOn(path, text, before);
}

/** A line of a text, counted from 1. */
export function evidenceOn(path: string, text: string, line: number): Evidence {
  const whole = (text.split('\n', line)[line - 1] ?? '').trim();
  return { path, line, text: whole.length > longest ? `${whole.slice(0, longest - 1)}…` : whole };
}

/** The line that most probably holds a key with its value; the first one where none does. */
export function evidenceOfKey(path: string, text: string, key: string, value: string): Evidence {
  const lines = text.split('\n');
  const word = new RegExp(`(^|[^\\w-])${key.replace(/[^\w]/g, '\\$&')}([^\\w-]|$)`);
  const first = value.slice(0, 40);
  const both = lines.findIndex((line) => word.test(line) && line.includes(first));
  const either = both === -1 ? lines.findIndex((line) => (key === '' ? line.includes(first) : word.test(line))) : both;
  const any = either === -1 ? lines.findIndex((line) => line.includes(first)) : either;
  return evidenceOn(path, text, Math.max(any, 0) + 1);
}
