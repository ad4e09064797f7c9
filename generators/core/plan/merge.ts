import { diff3MergeRegions, diffIndices, type IRegion } from 'node-diff3';

/** Whose lines to take if both sides changed the same ones; no markers are written then. */
export type Prefer = 'ours' | 'theirs';

/** Names of the sides at the conflict markers. */
export interface Labels {
  readonly ours: string;
  readonly theirs: string;
}

export interface Merged {
  readonly text: string;
  /** Number of conflicts marked for the user to resolve. */
  readonly marks: number;
  /** Number of conflicts not marked because one side is preferred; absent if there are none. */
  readonly settled?: number;
}

/**
 * Merges two changes to a text line by line, as `git merge-file` does. Pure.
 *
 * If both sides changed the same lines differently, both versions are kept between markers, unless `prefer` is set.
 * Line endings don't count as a difference: our lines keep theirs byte for byte, and a new line takes the ending of the
 * line before it. So a single CRLF line stays the only one, and a Windows checkout stays CRLF throughout.
 *
 * @param base what both sides started from
 * @param ours the user's version
 * @param theirs the current version from the templates
 * @returns undefined if the merge would take too long: with thousands of identical lines, the time grows with the cube
 *   of their number
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
    return between(mine, others, labels);
  });
  const ends = [all.slice(0, head), all.slice(head + a.length)].map((lines) => lines.map(kept));
  return {
    text: joined([...(ends[0] ?? []), ...merged, ...(ends[1] ?? [])]),
    marks,
    ...(settled > 0 ? { settled } : {}),
  };
}

/** Both texts between markers, as far as they differ; or the preferred one. */
export function apart(ours: string, theirs: string, labels: Labels, prefer?: Prefer): Merged {
  if (prefer) return { text: prefer === 'ours' ? ours : theirs, marks: 0, settled: 1 };
  const all = linesOf(ours);
  const texts = [all.map(plain), linesOf(theirs).map(plain)] as const;
  const head = sharedLines(texts, (lines, index) => lines[index]);
  const rest = texts.map((lines) => lines.slice(head));
  const tail = sharedLines(rest, (lines, index) => lines[lines.length - 1 - index]);
  const end = all.length - tail;
  const others = texts[1].slice(head, texts[1].length - tail);
  const marked = between(all.slice(head, end).map(kept), others.map(fresh), labels);
  return { text: joined([...all.slice(0, head).map(kept), ...marked, ...all.slice(end).map(kept)]), marks: 1 };
}

const between = (mine: readonly Line[], others: readonly Line[], labels: Labels): Line[] => [
  fresh(`<<<<<<< ${labels.ours}\n`),
  ...mine.map(ended),
  fresh('=======\n'),
  ...others.map(ended),
  fresh(`>>>>>>> ${labels.theirs}\n`),
];

/** How many pairs of equal lines are compared: a second or two of work. */
const mostPairs = 500_000;

/** Counts pairs of equal lines, one from each text: the cost of finding what the texts share. */
function pairsOf(first: readonly string[], second: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of first) counts.set(line, (counts.get(line) ?? 0) + 1);
  return second.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
}

/** Counts the lines that all texts share, from one end. */
function sharedLines(
  texts: readonly (readonly string[])[],
  at: (lines: readonly string[], index: number) => string | undefined,
): number {
  const [first = [], ...others] = texts;
  let shared = 0;
  while (shared < first.length && others.every((lines) => at(lines, shared) === at(first, shared))) shared += 1;
  return shared;
}

/** A line of the result: one of ours stays as it is; a fresh one has no line ending of its own yet. */
interface Line {
  readonly text: string;
  readonly fresh: boolean;
}

const kept = (text: string): Line => ({ text, fresh: false });
const fresh = (text: string): Line => ({ text, fresh: true });

/** Lines with their endings, so that a missing one at the end of a file is a difference like any other. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

const plain = (line: string): string => line.replace(/\r\n$/, '\n');

/** A line with an ending, for a marker to follow. */
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

/** For each line in both texts: its index in the first → its index in the second. */
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

/** Gives fresh lines the ending of the line before them, or at the top, the ending of our first line. */
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
