import { diffArrays } from 'diff';

/** A line that one or more texts have. */
export interface VariantLine {
  readonly line: string;
  /** The texts that have it, by their numbers. */
  readonly texts: ReadonlySet<number>;
}

/** The same while it is built; the line is a number, so that lines are quick to compare. */
interface Entry {
  readonly line: number;
  readonly texts: Set<number>;
}

/**
 * Merges texts into one sequence of lines that contains each of them: the lines that a text has, in order, are exactly
 * that text.
 *
 * Each text is compared only with the first, so that the two differ little; lines that several others insert at the
 * same place are shared as far as their order allows.
 *
 * @param texts lines of each text
 */
export function mergeVariants(texts: readonly (readonly string[])[]): VariantLine[] {
  const numbers = new Map<string, number>();
  const lines: string[] = [];
  const numbered = texts.map((text) =>
    text.map((line) => {
      const number = numbers.get(line) ?? lines.push(line) - 1;
      numbers.set(line, number);
      return number;
    }),
  );
  const compare = comparison();
  const first = (numbered[0] ?? []).map((line): Entry => ({ line, texts: new Set([0]) }));
  const firstLines = first.map(({ line }) => line);
  // What comes before each line of the first text, and after the last.
  const insertions: Entry[][] = [...first, undefined].map(() => []);
  for (const [text, own] of numbered.entries()) {
    if (text === 0) continue;
    let at = 0;
    for (const part of compare(firstLines, own)) {
      if (part.kind === 'new') insertions[at] = inserted(insertions[at] ?? [], part.lines, text, compare);
      if (part.kind === 'both') for (const entry of first.slice(at, at + part.count)) entry.texts.add(text);
      if (part.kind !== 'new') at += part.count;
    }
  }
  return [...first, undefined]
    .flatMap((entry, index) => [...(insertions[index] ?? []), ...(entry ? [entry] : [])])
    .map((entry) => ({ line: lines[entry.line] ?? '', texts: entry.texts }));
}

/** Adds the lines that a text has at one place to those that others have there. */
function inserted(entries: Entry[], lines: readonly number[], text: number, compare: Compare): Entry[] {
  const old = entries.map(({ line }) => line);
  let at = 0;
  return compare(old, lines).flatMap((part) => {
    if (part.kind === 'new') return part.lines.map((line) => ({ line, texts: new Set([text]) }));
    const some = entries.slice(at, at + part.count);
    at += part.count;
    if (part.kind === 'both') for (const { texts } of some) texts.add(text);
    return some;
  });
}

type Part =
  | { readonly kind: 'both' | 'old'; readonly count: number }
  | { readonly kind: 'new'; readonly lines: readonly number[] };

type Compare = (old: readonly number[], lines: readonly number[]) => readonly Part[];

/**
 * Compares lists of lines: those that each has once, in the same order, are matched, and what is between them is
 * compared closely. Variants of a text differ in only a few places, so much of that was compared before.
 */
function comparison(): Compare {
  const known = new Map<string, readonly Part[]>();
  const between = (old: readonly number[], lines: readonly number[]): readonly Part[] => {
    if (old.length === 0 && lines.length === 0) return [];
    const key = `${old.join()}|${lines.join()}`;
    const parts = known.get(key) ?? closely(old, lines);
    known.set(key, parts);
    return parts;
  };
  return (old, lines) => {
    let [at, there] = [0, 0];
    const parts = anchorsOf(old, lines).flatMap(([place, other]): readonly Part[] => {
      const before = between(old.slice(at, place), lines.slice(there, other));
      [at, there] = [place + 1, other + 1];
      return [...before, { kind: 'both', count: 1 }];
    });
    return [...parts, ...between(old.slice(at), lines.slice(there))];
  };
}

const closely = (old: readonly number[], lines: readonly number[]): readonly Part[] =>
  diffArrays([...old], [...lines]).map(({ added, removed, count, value }) =>
    added ? { kind: 'new', lines: value } : { kind: removed ? 'old' : 'both', count },
  );

/** Places of the lines that both lists have exactly once: as many as are in the same order in both. */
function anchorsOf(old: readonly number[], lines: readonly number[]): (readonly [number, number])[] {
  const places = oncePlaces(lines);
  const pairs = [...oncePlaces(old)].flatMap(([line, place]) => {
    const other = places.get(line);
    return other === undefined ? [] : [{ place, other, before: undefined as Link | undefined }];
  });
  // Patience sorting: the last pair of the best sequence of each length, in ascending order.
  const best: Link[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, best.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((best[middle]?.other ?? 0) < pair.other) low = middle + 1;
      else high = middle;
    }
    pair.before = best[low - 1];
    best[low] = pair;
  }
  const anchors: (readonly [number, number])[] = [];
  for (let link = best.at(-1); link; link = link.before) anchors.unshift([link.place, link.other]);
  return anchors;
}

interface Link {
  readonly place: number;
  readonly other: number;
  readonly before: Link | undefined;
}

/** The lines that a list has exactly once, in their order, with their places. */
function oncePlaces(lines: readonly number[]): Map<number, number> {
  const places = new Map<number, number>();
  const repeated = new Set<number>();
  lines.forEach((line, place) => {
    if (places.has(line)) repeated.add(line);
    places.set(line, place);
  });
  for (const line of repeated) places.delete(line);
  return places;
}
