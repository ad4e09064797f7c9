/** Where a text stops being JSON, and what should be there. */
export interface Fault {
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

const blank = /[ \t\r\n]*/y;
const atom =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** Finds the first fault in a text that is no JSON: JSON.parse says where it is only in some cases. */
export function jsonFault(text: string): Fault {
  let at = 0;
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const fault = (expected: string): Fault => {
    const before = text.slice(0, at);
    return { line: before.split('\n').length, column: at - before.lastIndexOf('\n'), expected };
  };
  const open: ('{' | '[')[] = [];
  let wants: 'value' | 'key' | 'first' | 'next' = 'value';
  for (;;) {
    skip(blank);
    const mark = text[at];
    const inside = open.at(-1);
    if (wants === 'next') {
      if (inside === undefined) return fault('expected the end of the file');
      if (mark === ',') wants = inside === '{' ? 'key' : 'value';
      else if (mark === (inside === '{' ? '}' : ']')) open.pop();
      else return fault(inside === '{' ? 'expected a comma or }' : 'expected a comma or ]');
      at += 1;
    } else if (wants === 'first' && mark === (inside === '{' ? '}' : ']')) {
      open.pop();
      at += 1;
      wants = 'next';
    } else if (inside === '{' && wants !== 'value') {
      if (mark !== '"' || skip(atom) === '') return fault('expected a name in double quotation marks');
      skip(blank);
      if (text[at] !== ':') return fault('expected a colon');
      at += 1;
      wants = 'value';
    } else if (mark === '{' || mark === '[') {
      open.push(mark);
      at += 1;
      wants = 'first';
    } else {
      if (skip(atom) === '') return fault('expected a value');
      wants = 'next';
    }
  }
}
