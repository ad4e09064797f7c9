import { diff3Merge } from 'node-diff3';

/** Whose lines are taken where both sides changed the same ones; nothing marks the place. */
export type Favour = 'ours' | 'theirs';

/** How the sides are named at the marks. */
export interface Labels {
  readonly ours: string;
  readonly theirs: string;
}

export interface Merged {
  readonly text: string;
  /** How many places are marked for the user to decide. */
  readonly marks: number;
}

/**
 * Merges two changes of a text line by line, as `git merge-file` does. Pure.
 *
 * Where both sides changed the same lines differently, both stand in the result between marks, unless one is favoured.
 * The line ends of our side are kept: a checkout on Windows has others than what was written.
 *
 * @param base what both sides began from
 * @param ours what the user made of it
 * @param theirs what the templates make of it now
 */
export function merge(base: string, ours: string, theirs: string, labels: Labels, favour?: Favour): Merged {
  if (ours.includes('\r\n')) {
    const merged = merge(base, ours.replaceAll('\r\n', '\n'), theirs, labels, favour);
    return { ...merged, text: merged.text.replaceAll('\n', '\r\n') };
  }
  const regions = diff3Merge(linesOf(ours), linesOf(base), linesOf(theirs), { excludeFalseConflicts: true });
  let marks = 0;
  const lines = regions.flatMap(({ ok, conflict }): readonly string[] => {
    if (!conflict) return ok ?? [];
    if (favour) return favour === 'ours' ? conflict.a : conflict.b;
    marks += 1;
    return [
      `<<<<<<< ${labels.ours}\n`,
      ...ended(conflict.a),
      '=======\n',
      ...ended(conflict.b),
      `>>>>>>> ${labels.theirs}\n`,
    ];
  });
  return { text: lines.join(''), marks };
}

/** Lines with their ends, so that a missing one at the end of a file is a difference like any other. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

/** Lines that a mark can follow. */
const ended = (lines: readonly string[]): string[] => lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`));
