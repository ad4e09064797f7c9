import { diffArrays } from 'diff';

/** A line that one or more texts have. */
export interface Thread<Line> {
  readonly line: Line;
  /** Whether each text has it, in the order of the texts. */
  readonly held: readonly boolean[];
}

/** Thread under construction. */
interface Strand<Line> {
  readonly line: Line;
  readonly texts: Set<number>;
}

type Same<Line> = (a: Line, b: Line) => boolean;

/**
 * Weaves texts into one sequence of lines that holds each of them: taking the lines that a text has, in order, gives
 * that text exactly.
 *
 * The first text is the warp. Each other text is compared with it alone, so that what differs between the two is as
 * little as it can be; lines that several others insert at the same place are shared as far as their order allows.
 *
 * @param texts lines of each text; nothing for a text that is not there, and has no lines
 * @param same whether two lines are alike
 */
export function mergeVariants<Line>(texts: readonly (readonly Line[] | undefined)[], same: Same<Line>): Thread<Line>[] {
  const first = texts.findIndex((text) => text !== undefined);
  const warp = (texts[first] ?? []).map((line): Strand<Line> => ({ line, texts: new Set([first]) }));
  // What stands before each line of the warp, and behind the last.
  const wefts: Strand<Line>[][] = [...warp, undefined].map(() => []);
  texts.forEach((text, number) => {
    if (number === first || text === undefined) return;
    let at = 0;
    for (const part of compare(warp, text, same)) {
      if (part.kind === 'new') wefts[at] = inserted(wefts[at] ?? [], part.lines, number, same);
      if (part.kind === 'both') for (const strand of warp.slice(at, at + part.count)) strand.texts.add(number);
      if (part.kind !== 'new') at += part.count;
    }
  });
  return [...warp, undefined]
    .flatMap((strand, index) => [...(wefts[index] ?? []), ...(strand ? [strand] : [])])
    .map(({ line, texts: having }) => ({ line, held: texts.map((_, number) => having.has(number)) }));
}

/** Adds the lines that a text has at one place to those that others have there. */
function inserted<Line>(
  weft: Strand<Line>[],
  lines: readonly Line[],
  number: number,
  same: Same<Line>,
): Strand<Line>[] {
  let at = 0;
  return compare(weft, lines, same).flatMap((part) => {
    if (part.kind === 'new') return part.lines.map((line) => ({ line, texts: new Set([number]) }));
    const strands = weft.slice(at, at + part.count);
    at += part.count;
    if (part.kind === 'both') for (const { texts } of strands) texts.add(number);
    return strands;
  });
}

type Part<Line> =
  { readonly kind: 'both' | 'old'; readonly count: number } | { readonly kind: 'new'; readonly lines: readonly Line[] };

function compare<Line>(strands: readonly Strand<Line>[], lines: readonly Line[], same: Same<Line>): Part<Line>[] {
  const comparator: Same<Line> = (a, b) => same(a, b);
  const old = strands.map(({ line }) => line);
  return diffArrays(old, [...lines], { comparator }).map(({ added, removed, count, value }) =>
    added ? { kind: 'new', lines: value } : { kind: removed ? 'old' : 'both', count },
  );
}
