import { expression } from '../expressions.js';
import type { Tree } from '../tree.js';

/** A line that is a comment. What comes right before a colon is no prose, but a directive. */
const comment = /^[ \t]*(?:#(?!!)|\/\/(?!\w+:\w)|\*(?=[ /]|$))[^\n]*/gm;

const known = new WeakMap<Tree, Map<string, string>>();

/** A file's text with blanks in place of comments: what is said there isn't done. Empty if it can't be read. */
export function codeIn(tree: Tree, path: string): string {
  const texts = known.get(tree) ?? new Map<string, string>();
  known.set(tree, texts);
  const code = texts.get(path) ?? withoutRest(tree.searched(path) ?? '', []);
  texts.set(path, code);
  return code;
}

/** Blanks text blocks that stand alone: nothing uses them, as with Python's docstrings (PEP 257). */
function withoutDocstrings(text: string): string {
  const marks = /"""|'''/g;
  const parts: string[] = [];
  let from = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const end = text.indexOf(mark[0], mark.index + 3) + 3;
    if (end < mark.index + 6) continue;
    if (standsAlone(text, mark.index)) {
      parts.push(text.slice(from, mark.index), blank(text.slice(mark.index, end)));
      from = end;
    }
    marks.lastIndex = end;
  }
  return [...parts, text.slice(from)].join('');
}

/** Whether a place is the beginning of a statement. */
function standsAlone(text: string, at: number): boolean {
  const line = text.lastIndexOf('\n', at) + 1;
  const before = text.slice(Math.max(0, line - 200), line).trimEnd();
  return /^[ \t]*[rRuU]?$/.test(text.slice(line, at)) && !/[([{,=+\\]$/.test(before);
}

/**
 * A text with blanks in place of comments and of guarded parts: everything else stays where it is.
 *
 * @param guards patterns; such a part ends at the next line without indentation
 */
export function withoutRest(text: string, guards: readonly string[]): string {
  const code = withoutDocstrings(text.replace(comment, blank));
  if (guards.length === 0) return code;
  let isGuarded = false;
  return code
    .split('\n')
    .map((line) => {
      isGuarded = guards.some((guard) => expression(guard).test(line)) || (isGuarded && !/^[^\s)}\]]/.test(line));
      return isGuarded ? blank(line) : line;
    })
    .join('\n');
}

const blank = (part: string): string => part.replace(/[^\n]/g, ' ');

/** An argument of a call. */
export interface Given {
  /** How it is named, if it is. */
  readonly name?: string;
  readonly text: string;
}

/** The longest list of arguments that is read. */
const longest = 4_000;

/**
 * The arguments that follow an opening bracket; those in a record are listed by their names, too.
 *
 * @param start after the bracket
 */
export const argumentsAt = (text: string, start: number): Given[] =>
  partsFrom(text.slice(start, start + longest)).flatMap((part) => {
    const inner = /^&?\{/.test(part) ? partsFrom(part.slice(part.indexOf('{') + 1)) : [];
    return [givenIn(part), ...inner.map(fieldIn)];
  });

function givenIn(part: string): Given {
  const [, name, text = ''] = /^(\w+)\s{0,9}(?:=(?![=>])|:(?!=))([^]*)$/.exec(part) ?? [];
  return name === undefined ? { text: part } : { name, text: text.trim() };
}

/** A field of a record may be a name that is its value, too. */
function fieldIn(part: string): Given {
  return /^\w+$/.test(part) ? { name: part, text: part } : { name: '', ...givenIn(part) };
}

/** Parts between commas, up to the bracket that closes them, or to where the text can't be followed. */
function partsFrom(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let open = 0;
  let at = 0;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (isQuote(char)) {
      const end = afterString(text, at);
      if (end === -1) break;
      at = end;
    } else if ('([{'.includes(char)) open += 1;
    else if (')]}'.includes(char)) open -= 1;
    if (open < 0) break;
    if (char === ',' && open === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from, at)].map((each) => each.trim()).filter((each) => each !== '');
}

export const isQuote = (char: string): boolean => char === '"' || char === "'" || char === '`';

/** Where a string in quotes ends; -1 if it doesn't. */
export function afterString(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === quote) return at;
    else if (char === '\n' && quote !== '`') return -1;
  }
  return -1;
}

/** The rest of a statement: to the end of the line, or to the comma or semicolon that ends it. */
export function statementAt(text: string, start: number): string {
  const rest = text.slice(start, start + 1_000);
  let open = 0;
  for (let at = 0; at < rest.length; at += 1) {
    const char = rest.charAt(at);
    if (isQuote(char)) {
      const end = afterString(rest, at);
      if (end === -1) return rest.slice(0, at);
      at = end;
    } else if ('([{'.includes(char)) open += 1;
    else if (')]}'.includes(char)) open -= 1;
    if (open < 0 || (open === 0 && /[\n;,]/.test(char))) return rest.slice(0, at);
  }
  return rest;
}
