import { expression } from '../expressions.js';
import { afterString, isQuote, statementAt } from './text.js';
import type { CodeRules } from '../../model/code.js';

/** What an expression may be, as far as its file says. */
export interface Value {
  /** Whether $PORT is part of it. */
  readonly readsPort: boolean;
  /** Texts and numbers that are part of it. */
  readonly literals: readonly string[];
  /** Whether something else is part of it: it may be anything then. */
  readonly isOpen: boolean;
}

/** How many names lead to each other, how many there are, and how many places of a name are looked at. */
const limits = { depth: 5, names: 200, places: 200 } as const;

const nothing: Value = { readsPort: false, literals: [], isOpen: false };

const both = (a: Value, b: Value): Value => ({
  readsPort: a.readsPort || b.readsPort,
  literals: [...a.literals, ...b.literals].slice(0, 50),
  isOpen: a.isOpen || b.isOpen,
});

/** Names that stand for no value of the file. */
const words = new Set(
  'or and not if else await new const true false True False None null undefined nil typeof as string number b f r u'.split(
    ' ',
  ),
);

/**
 * What an expression may be. Names are followed within the file.
 *
 * @param seen names that are part of it already: what they stand for is known, and is looked at once
 */
export function valueOf(
  code: CodeRules,
  text: string,
  written: string,
  depth = 0,
  seen: Set<string> = new Set<string>(),
): Value {
  const read = code.port.map(({ pattern }) => expression(pattern).exec(written)).find((match) => match !== null);
  if (read) {
    const rest = `${written.slice(0, read.index)} ${written.slice(read.index + read[0].length)}`;
    return { ...valueOf(code, text, rest, depth + 1, seen), readsPort: true };
  }
  let found: Value = nothing;
  const name = (each: string): void => {
    if (seen.has(each)) return;
    const isNear = depth < limits.depth && seen.size < limits.names;
    seen.add(each);
    found = both(found, isNear ? assignedTo(code, text, each, depth + 1, seen) : { ...nothing, isOpen: true });
  };
  for (let at = 0; at < written.length; at += 1) {
    const char = written.charAt(at);
    if (isQuote(char)) {
      const end = afterString(written, at);
      if (end === -1) return { ...found, isOpen: true };
      const literal = written.slice(at + 1, end);
      found = both(found, { ...nothing, literals: [literal] });
      for (const [, each = ''] of literal.matchAll(/\{(\w{1,60})\}/g)) name(each);
      at = end;
    } else if (/\w/.test(char)) {
      const word = /^\w+(?:\s{0,9}\??\.\s{0,9}\w+)*/.exec(written.slice(at, at + 300))?.[0] ?? char;
      const isCalled = /^\s{0,9}\(/.test(written.slice(at + word.length, at + word.length + 10));
      if (/^\d+$/.test(word)) found = both(found, { ...nothing, literals: [word] });
      else if (isCalled ? !code.plain.includes(word) : word.includes('.')) found = { ...found, isOpen: true };
      else if (!isCalled && !words.has(word)) name(word);
      at += word.length - 1;
    }
  }
  return found;
}

/** What stands before a name that is assigned there. */
const before = /^[ \t]*(?:(?:export|const|let|var|final|global|if)[ \t]+)*(?:\w+[ \t]*,[ \t]*)?$/;

/** What stands between a name and its value. */
const between =
  /^(?:[ \t]{0,9},[ \t]{0,9}\w{1,60})?(?:[ \t]{0,9}:[ \t]{0,9}[\w.[\]<>| ]{1,60}|[ \t]{1,9}(?:string|int))?[ \t]{0,9}(?::=|=(?![=>]))[ \t]{0,9}/;

/** All that is assigned to a name in a file. */
function assignedTo(code: CodeRules, text: string, name: string, depth: number, seen: Set<string>): Value {
  let found: Value | undefined;
  let places = 0;
  for (let at = text.indexOf(name); at !== -1 && places < limits.places; at = text.indexOf(name, at + 1)) {
    places += 1;
    if (/\w/.test(text.charAt(at - 1)) || /\w/.test(text.charAt(at + name.length))) continue;
    const start = text.lastIndexOf('\n', at - 1) + 1;
    if (at - start > 300) continue;
    const lead = text.slice(start, at);
    const rest = text.slice(at + name.length, at + name.length + 200);
    const gap = between.exec(rest);
    // A name that is taken out of a record: const { PORT = 3000 } = ...
    const isTaken = /^[ \t]*(?:const|let|var)[ \t]*\{/.test(lead) && /^[^;\n]{0,150}\}[ \t]*=/.test(rest);
    if (isTaken) found = both(found ?? nothing, takenFrom(code, text.slice(start, at + name.length + 200)));
    else if (gap && before.test(lead)) {
      const written = statementAt(text, at + name.length + gap[0].length);
      found = both(found ?? nothing, valueOf(code, text, written, depth, seen));
    }
  }
  return found ?? { ...nothing, isOpen: true };
}

function takenFrom(code: CodeRules, rest: string): Value {
  const line = rest.split('\n', 1)[0] ?? '';
  const readsPort = code.port.some(({ pattern }) => expression(pattern).test(line));
  return { readsPort, literals: [], isOpen: !readsPort };
}
