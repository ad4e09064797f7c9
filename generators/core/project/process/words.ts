import { posix } from 'node:path';
import type { LeadingWords } from '../../model/commands.js';
import type { Word } from './shell.js';

/** Whether words begin like that; flags may come after the last of them. */
export function isLed(words: readonly Word[], { words: leading }: LeadingWords): boolean {
  return leading.split(' ').every((word, index) => words[index]?.text === word);
}

/** What is left after leading words and their flags. */
export function afterWords(words: readonly Word[], { words: leading, valued = [] }: LeadingWords): readonly Word[] {
  let at = leading.split(' ').length;
  for (let word = words[at]; word?.text.startsWith('-'); word = words[at]) {
    at += valued.includes(word.text) ? 2 : 1;
    if (word.text === '--') break;
  }
  return words.slice(at);
}

export interface Assigned {
  readonly assigned: Readonly<Record<string, string>>;
  readonly words: readonly Word[];
}

export function afterAssignments(words: readonly Word[]): Assigned {
  const from = words.findIndex(({ text }) => !/^[A-Za-z_]\w*=/.test(text));
  const count = from === -1 ? words.length : from;
  return { assigned: assignmentsIn(words.slice(0, count)), words: words.slice(count) };
}

export function afterEnv(words: readonly Word[]): Assigned {
  let at = 0;
  for (let word = words[at]; word?.text.startsWith('-'); word = words[at])
    at += ['-u', '-C', '--unset', '--chdir'].includes(word.text) ? 2 : 1;
  return afterAssignments(words.slice(at));
}

export const assignmentsIn = (words: readonly Word[]): Record<string, string> =>
  Object.fromEntries(
    words.flatMap(({ text }) => {
      const cut = text.indexOf('=');
      return cut === -1 ? [] : [[text.slice(0, cut), text.slice(cut + 1)]];
    }),
  );

/** A folder below the root; undefined if it is outside, or not known. */
export function folderFrom(folder: string, to: string): string | undefined {
  if (to.startsWith('/') || to.includes('$') || to.startsWith('~')) return undefined;
  const joined = posix.normalize(posix.join(folder, to)).replace(/\/$/, '');
  return joined === '.' ? '' : joined === '..' || joined.startsWith('../') ? undefined : joined;
}

/** Words without flags, what flags such as these name, and what follows `--`. */
export function flagsApart(words: readonly Word[], leading: number, flags: readonly string[]) {
  const plain: string[] = [];
  let named: { readonly flag: string; readonly value: string } | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const text = words[at]?.text ?? '';
    const [flag = '', value] = text.split('=', 2);
    if (text === '--') return { plain, named, after: words.slice(at + 1).map((word) => word.text) };
    if (flags.includes(flag)) {
      named = { flag, value: value ?? words[at + 1]?.text ?? '' };
      at += value === undefined ? 1 : 0;
    } else if (plain.length > leading || !text.startsWith('-')) plain.push(text);
  }
  return { plain, named, after: [] };
}

/** A part of a line without what is cut out of it. */
export function without(line: string, start: number, end: number, cuts: readonly [number, number][]): string {
  let text = '';
  let at = start;
  for (const [from, to] of cuts) {
    text += line.slice(at, from);
    at = to;
  }
  return text + line.slice(at, end);
}
