/*
 * What a .dockerignore hides, by Docker's rules (https://docs.docker.com/build/concepts/context/#dockerignore-files):
 * patterns are relative to the root, the last one that matches a path or a folder above it decides, and `!` shows again.
 *
 * The patterns are the user's, so none becomes a regular expression: matching takes time in proportion to the lengths
 * of the pattern and the path.
 */

/** A line that hides or shows paths. */
interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly shows: boolean;
  readonly parts: readonly Part[];
}

type Part =
  | { readonly is: 'character'; readonly value: string }
  /** `?` */
  | { readonly is: 'any' }
  /** `[a-z]` */
  | { readonly is: 'set'; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] }
  /** `*` */
  | { readonly is: 'name' }
  /** `**`; with a slash, any number of whole folders. */
  | { readonly is: 'deep' }
  | { readonly is: 'folders' };

/** How many lines count, and how long they may be; real ones are far below. */
const limits = { lines: 500, length: 300 } as const;

/** How a path is hidden. */
export interface Hidden {
  /** The number of the line that does it. */
  readonly line: number;
  /** The topmost folder above the path that is hidden too; otherwise the path itself. */
  readonly top: string;
}

/**
 * Reads a .dockerignore.
 *
 * @returns how a path is hidden; undefined if it isn't
 */
export function dockerIgnored(text: string): (path: string) => Hidden | undefined {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n', limits.lines)
    .flatMap(lineOf);
  return (path) => {
    const line = hiddenBy(lines, path);
    if (line === undefined) return undefined;
    const steps = path.split('/');
    const above = steps.map((_, index) => steps.slice(0, index + 1).join('/'));
    return { line, top: above.find((folder) => hiddenBy(lines, folder) !== undefined) ?? path };
  };
}

/** A line that shows a path again, whatever is in its name. */
export const showing = (path: string): string => `!${path.replace(/[*?[\]\\]/g, '\\$&')}`;

function hiddenBy(lines: readonly Line[], path: string): number | undefined {
  const last = lines.findLast(({ parts }) => matches(parts, path));
  return last === undefined || last.shows ? undefined : last.number;
}

function lineOf(raw: string, index: number): Line[] {
  if (raw.startsWith('#') || raw.length > limits.length) return [];
  const text = raw.trim();
  const shows = text.startsWith('!');
  const pattern = cleaned(shows ? text.slice(1).trim() : text);
  return pattern === '' ? [] : [{ number: index + 1, shows, parts: partsOf(pattern) }];
}

/** The path as Go's filepath.Clean writes it, relative to the root. */
function cleaned(pattern: string): string {
  const steps: string[] = [];
  for (const step of pattern.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (pattern.startsWith('**', at)) {
      while (pattern.charAt(at + 1) === '*') at += 1;
      const isFolders = pattern.charAt(at + 1) === '/';
      if (isFolders) at += 1;
      parts.push({ is: isFolders ? 'folders' : 'deep' });
    } else if (character === '*') parts.push({ is: 'name' });
    else if (character === '?') parts.push({ is: 'any' });
    else if (character === '[' && pattern.includes(']', at + 2)) {
      const end = pattern.indexOf(']', at + 2);
      parts.push(setOf(pattern.slice(at + 1, end)));
      at = end;
    } else {
      if (character === '\\') at += 1;
      parts.push({ is: 'character', value: pattern.charAt(at) });
    }
  }
  return parts;
}

function setOf(text: string): Part {
  const negated = text.startsWith('^');
  const ranges = [...text.slice(negated ? 1 : 0).matchAll(/\\?(.)(?:-\\?(.))?/gs)];
  return { is: 'set', negated, ranges: ranges.map(([, from = '', to = from]) => [from, to] as const) };
}

/** Whether a pattern matches a path, or a folder above it. */
function matches(parts: readonly Part[], path: string): boolean {
  let places = entered(parts, new Set(), 0);
  for (const character of path) {
    // What is matched so far is a folder above the path.
    if (character === '/' && places.has(parts.length)) return true;
    const next = new Set<number>();
    for (const at of places) {
      const part = parts[at];
      if (part === undefined) continue;
      if (part.is === 'folders') {
        next.add(at);
        if (character === '/') entered(parts, next, at + 1);
      } else if (part.is === 'deep' || (part.is === 'name' && character !== '/')) entered(parts, next, at);
      else if (isOne(part, character)) entered(parts, next, at + 1);
    }
    places = next;
    if (places.size === 0) return false;
  }
  return places.has(parts.length);
}

function isOne(part: Part, character: string): boolean {
  switch (part.is) {
    case 'character':
      return part.value === character;
    case 'any':
      return character !== '/';
    case 'set':
      return (
        character !== '/' && part.ranges.some(([from, to]) => from <= character && character <= to) !== part.negated
      );
    default:
      return false;
  }
}

/** Adds a place, and those that are reached from it without a character. */
function entered(parts: readonly Part[], places: Set<number>, at: number): Set<number> {
  for (let place = at; ; place += 1) {
    places.add(place);
    const is = parts[place]?.is;
    if (is !== 'name' && is !== 'deep' && is !== 'folders') return places;
  }
}
