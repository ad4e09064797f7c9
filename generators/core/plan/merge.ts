import { diff3MergeRegions, diffIndices, type IRegion } from 'node-diff3';

/** Whose lines are taken where both sides changed the same ones; nothing marks the place. */
export type Prefer = 'ours' | 'theirs';

/** How the sides are named at the marks. */
export interface Labels {
  readonly ours: string;
  readonly theirs: string;
}

export interface Merged {
  readonly text: string;
  /** How many places are marked for the user to decide. */
  readonly marks: number;
  /** How many places were not marked because one side is preferred; absent where there are none. */
  readonly settled?: number;
}

/**
 * Merges two changes of a text line by line, as `git merge-file` does. Pure.
 *
 * Where both sides changed the same lines differently, both stand in the result between marks, unless one is favored.
 * Line ends are no difference: lines of ours keep theirs byte for byte, and a new line takes that of the line before it.
 * So one CRLF line stays the only one, and a checkout on Windows stays CRLF throughout.
 *
 * @param base what both sides began from
 * @param ours what the user made of it
 * @param theirs what the templates make of it now
 * @returns nothing where that would take too long: with thousands of lines that are the same, the time grows with the
 *   third power of their number
 */
export function merge(base: string, ours: string, theirs: string, labels: Labels, prefer?: Prefer): Merged | undefined {
  const all = linesOf(ours);
  const texts = [all.map(plain), linesOf(base).map(plain), linesOf(theirs).map(plain)] as const;
  const head = sharedLines(texts, (lines, index) => lines[index]);
  const rest = texts.map((lines) => lines.slice(head));
  const tail = sharedLines(rest, (lines, index) => lines[lines.length - 1 - index]);
  const [a = [], o = [], b = []] = rest.map((lines) => lines.slice(0, lines.length - tail));
  if (pairsOf(o, a) > mostPairs || pairsOf(o, b) > mostPairs) return undefined;
  const own = all.slice(head, head + a.length);
  const ownLineAt = unchangedLines(o, a);
  let [marks, settled] = [0, 0];
  const merged = diff3MergeRegions(a, o, b).flatMap((region): readonly Line[] => {
    if (region.stable) return stableLines(region, own, ownLineAt);
    const mine = own.slice(region.aStart, region.aStart + region.aLength).map(kept);
    if (region.aContent.join('') === region.bContent.join('')) return mine;
    const others = region.bContent.map(fresh);
    if (prefer) {
      settled += 1;
      return prefer === 'ours' ? mine : others;
    }
    marks += 1;
    return [
      fresh(`<<<<<<< ${labels.ours}\n`),
      ...mine.map(ended),
      fresh('=======\n'),
      ...others.map(ended),
      fresh(`>>>>>>> ${labels.theirs}\n`),
    ];
  });
  const ends = [all.slice(0, head), all.slice(head + a.length)].map((lines) => lines.map(kept));
  return {
    text: joined([...(ends[0] ?? []), ...merged, ...(ends[1] ?? [])]),
    marks,
    ...(settled > 0 ? { settled } : {}),
  };
}

/** How many pairs of equal lines are looked at: a second's work or two. */
const mostPairs = 500_000;

/** How many pairs of a line of one text and an equal one of another there are: what finding what they share costs. */
function pairsOf(first: readonly string[], second: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of first) counts.set(line, (counts.get(line) ?? 0) + 1);
  return second.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
}

/** How many lines all texts have in common, counted from one end. */
function sharedLines(
  texts: readonly (readonly string[])[],
  at: (lines: readonly string[], index: number) => string | undefined,
): number {
  const [first = [], ...others] = texts;
  let shared = 0;
  while (shared < first.length && others.every((lines) => at(lines, shared) === at(first, shared))) shared += 1;
  return shared;
}

/** A line of the result: one of ours stays as it is, a fresh one has no line end of its own yet. */
interface Line {
  readonly text: string;
  readonly fresh: boolean;
}

const kept = (text: string): Line => ({ text, fresh: false });
const fresh = (text: string): Line => ({ text, fresh: true });

/** Lines with their ends, so that a missing one at the end of a file is a difference like any other. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

const plain = (line: string): string => line.replace(/\r\n$/, '\n');

/** A line that a mark can follow. */
const ended = (line: Line): Line => (line.text.endsWith('\n') ? line : { ...line, text: `${line.text}\n` });

type Stable = Extract<IRegion<string>, { stable: true }>;

function stableLines(
  { buffer, bufferStart, bufferLength, bufferContent }: Stable,
  own: readonly string[],
  ownLineAt: ReadonlyMap<number, number>,
): readonly Line[] {
  if (buffer === 'b') return bufferContent.map(fresh);
  const indices = Array.from({ length: bufferLength }, (_, index) => bufferStart + index);
  return indices.map((index) => kept(own[buffer === 'a' ? index : (ownLineAt.get(index) ?? -1)] ?? ''));
}

/** For each line that both texts have: its index in the first one → in the second one. */
function unchangedLines(first: string[], second: string[]): Map<number, number> {
  const same = new Map<number, number>();
  let [at, other] = [0, 0];
  const advance = (end: number): void => {
    for (; at < end; at += 1, other += 1) same.set(at, other);
  };
  for (const { buffer1, buffer2 } of diffIndices(first, second)) {
    advance(buffer1[0]);
    at += buffer1[1];
    other = buffer2[0] + buffer2[1];
  }
  advance(first.length);
  return same;
}

/** Gives fresh lines the end of the line before them; those at the top, that of the first line of ours. */
function joined(lines: readonly Line[]): string {
  const first = lines.find((line) => !line.fresh);
  let isWindows = first?.text.endsWith('\r\n') ?? false;
  return lines
    .map((line) => {
      if (!line.fresh) {
        if (line.text.endsWith('\n')) isWindows = line.text.endsWith('\r\n');
        return line.text;
      }
      return isWindows ? line.text.replace(/\n$/, '\r\n') : line.text;
    })
    .join('');
}
