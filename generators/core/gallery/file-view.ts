import type { FileSet, RenderedFile } from '../model/pipeline.js';
import { highlighted, type Token } from '../terminal/highlight.js';
import { humanSize } from '../terminal/style.js';
import { subsetOf, type ConditionOf, type Subset } from './conditions.js';
import { mergeVariants, type VariantLine } from './variants.js';

/** Something that a page shows for some combinations of choices. */
export interface Conditional {
  /** When it is shown, as `conditionsOf` writes it; undefined: always. */
  readonly when: string | undefined;
  /** Whether it is shown with the usual choices. */
  readonly usual: boolean;
}

/** Texts; the page shows those whose condition is met. */
export type Shifting = readonly (Conditional & { readonly text: string })[];

export interface FileView extends Conditional {
  readonly path: string;
  /** Whether it's one of the tool's own records, which follow every choice. */
  readonly isRecord: boolean;
  readonly reason: Shifting;
  /** Empty for a record. */
  readonly size: Shifting;
  /** Who maintains it, and whether it is executable. */
  readonly facts: Shifting;
  /** Each with its line feed. */
  readonly lines: readonly (Conditional & { readonly tokens: readonly Token[] })[];
  /** How much of it is left out, if it is a lock. */
  readonly rest: Shifting;
}

/** Of a lock, this many lines are shown. */
const beginning = 30;

const owners = {
  managed: 'kept up to date by “update”',
  once: 'yours to edit',
  record: 'written by the tool for itself',
};

/**
 * Shows a file as it is in all repositories.
 *
 * @param repositories one for each combination
 */
export async function fileView(
  conditionOf: ConditionOf,
  repositories: readonly FileSet[],
  path: string,
): Promise<FileView> {
  const files = repositories.map((each) => each.get(path));
  const parts = partsOf(files);
  const variants = [...groups(parts.map((part) => part?.text))];
  const there = subsetOf(variants.flatMap(([, numbers]) => numbers));
  const texts = variants.map(([text]) => splitLines(text));
  const merged = mergeVariants(texts);
  const subsets = variants.map(([, numbers]) => subsetOf(numbers));
  const tokens = await tokensOf(path, merged, texts);
  const isRecord = files.some((file) => file?.ownership === 'record');
  const each = (text: (file: RenderedFile) => string): Shifting =>
    shiftingOf(
      conditionOf,
      files.map((file) => file && text(file)),
      there,
    );
  return {
    path,
    isRecord,
    reason: each(({ reason }) => reason),
    // A record gets longer or shorter with every choice, which nobody needs to know.
    size: isRecord ? [] : each(({ content }) => humanSize(content.length)),
    facts: each(({ ownership, mode }) => `${owners[ownership]}${mode === 0o755 ? ', executable' : ''}`),
    ...shown(conditionOf, there),
    lines: merged.map((line, index) => ({
      tokens: tokens[index] ?? [],
      ...shown(conditionOf, union([...line.texts].map((text) => subsets[text] ?? 0n)), there),
    })),
    rest: shiftingOf(
      conditionOf,
      parts.map((part) => part?.rest),
      there,
    ),
  };
}

/** What is shown of a file, and what is said about the rest, if there is one. */
interface Part {
  readonly text: string;
  readonly rest: string | undefined;
}

/** What is shown of each file. Combinations share most contents, and each content is read once. */
function partsOf(files: readonly (RenderedFile | undefined)[]): (Part | undefined)[] {
  const known = new Map<Buffer, Part>();
  return files.map((file) => {
    if (!file) return undefined;
    const part = known.get(file.content) ?? partOf(file);
    known.set(file.content, part);
    return part;
  });
}

function partOf({ content, lock, ownership }: RenderedFile): Part {
  const text = content.toString('utf8');
  const lines = lock ? splitLines(text) : [];
  const left = lines.length - beginning;
  if (left <= 0) return { text, rest: undefined };
  const some = `${left.toLocaleString('en-US')} more ${left === 1 ? 'line is' : 'lines are'}`;
  const rest = `${ownership === 'record' ? 'The rest is' : some} left out here.`;
  return { text: lines.slice(0, beginning).join(''), rest };
}

/** The lines of a text, each with its line feed. */
const splitLines = (text: string): string[] => text.split(/(?<=\n)/).filter((line) => line !== '');

/**
 * From one text for each combination, each distinct text with its condition.
 *
 * @param within the combinations that show any of them
 */
export const shiftingOf = (
  conditionOf: ConditionOf,
  texts: readonly (string | undefined)[],
  within?: Subset,
): Shifting =>
  [...groups(texts)].map(([text, numbers]) => ({ text, ...shown(conditionOf, subsetOf(numbers), within) }));

export const shown = (conditionOf: ConditionOf, subset: Subset, within?: Subset): Conditional => ({
  when: conditionOf(subset, within),
  usual: (subset & 1n) === 1n || subset === within,
});

/** The numbers of the combinations that have each text. */
export function groups(texts: readonly (string | undefined)[]): Map<string, number[]> {
  const all = new Map<string, number[]>();
  for (const [number, text] of texts.entries()) {
    if (text === undefined) continue;
    const numbers = all.get(text);
    if (numbers) numbers.push(number);
    else all.set(text, [number]);
  }
  return all;
}

export const union = (subsets: readonly Subset[]): Subset => subsets.reduce((all, each) => all | each, 0n);

/** The colors of merged lines, from as few texts as cover all of them. */
async function tokensOf(
  path: string,
  merged: readonly VariantLine[],
  texts: readonly (readonly string[])[],
): Promise<(readonly Token[])[]> {
  const found: (readonly Token[] | undefined)[] = merged.map(() => undefined);
  for (let open = [...merged]; open.length > 0; open = merged.filter((_, index) => !found[index])) {
    const counts = new Map<number, number>();
    for (const line of open) for (const text of line.texts) counts.set(text, (counts.get(text) ?? 0) + 1);
    const best = [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
    const colored = await linesOf(path, texts[best] ?? []);
    let line = 0;
    for (const [place, each] of merged.entries()) {
      if (!each.texts.has(best)) continue;
      found[place] ??= colored[line] ?? [];
      line += 1;
    }
  }
  return found.map((tokens) => tokens ?? []);
}

/** Lines in colors; joined, they are the text, even if coloring fails. */
async function linesOf(path: string, lines: readonly string[]): Promise<(readonly Token[])[]> {
  const colored = await highlighted(path, lines.join(''));
  return lines.map((line, index) => {
    const tokens = joined([...(colored[index] ?? []), ...(line.endsWith('\n') ? [{ text: '\n' }] : [])]);
    return tokens.map(({ text }) => text).join('') === line ? tokens : [{ text: line }];
  });
}

/** Joins neighbors of the same color. Spaces have no color, so they go with what is before them. */
const joined = (tokens: readonly Token[]): Token[] =>
  tokens.reduce<Token[]>((all, { text, kind }) => {
    const token: Token = kind === 'string-expression' ? { text, kind: 'string' } : kind ? { text, kind } : { text };
    const last = all.at(-1);
    if (!last || (token.kind !== last.kind && /\S/.test(text))) return [...all, token];
    return [...all.slice(0, -1), { ...last, text: last.text + text }];
  }, []);
