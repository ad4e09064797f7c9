import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Combination } from '../../generators/core/gallery/combinations.js';
import { conditionsOf, subsetOf } from '../../generators/core/gallery/conditions.js';
import { mergeVariants } from '../../generators/core/gallery/variants.js';
import { isMet } from '../support/gallery.js';

const merged = (...texts: string[]) => mergeVariants(texts.map((text) => text.split('')));
const textIn = (lines: ReturnType<typeof merged>, index: number): string =>
  lines
    .filter(({ texts }) => texts.has(index))
    .map(({ line }) => line)
    .join('');

describe('merged texts', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '}'), maxLength: 12 });

  it('can be taken apart again unchanged', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
        const lines = merged(...texts);
        texts.forEach((each, index) => {
          expect(textIn(lines, index)).toBe(each);
        });
      }),
    );
  });

  it('share lines with the first text, and lines inserted at the same place', () => {
    const lines = merged('abc', 'axbc', 'axyb');
    const having = lines.map(({ line, texts }) => [
      line,
      [0, 1, 2].map((each) => (texts.has(each) ? line : '-')).join(''),
    ]);
    expect(having).toEqual([
      ['a', 'aaa'],
      ['x', '-xx'],
      ['y', '--y'],
      ['b', 'bbb'],
      ['c', 'cc-'],
    ]);
  });

  it('are merged in about linear time, however long they are', () => {
    const long = (marks: string): string[] =>
      Array.from({ length: 4000 }, (_, line) => `${line}${line % 50 === 0 ? marks : ''}`);
    const started = performance.now();
    const lines = mergeVariants(Array.from({ length: 60 }, (_, text) => long(String(text % 7))));
    expect(lines).toHaveLength(4000 + 6 * 80);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a condition', () => {
  const combinations: Combination[] = ['1', '2', '3'].flatMap((a) =>
    ['x y', 'x&y'].flatMap((b) => ['on', 'off'].map((c) => ({ a, b, c }))),
  );

  const subset = (holds: readonly boolean[]) => subsetOf(holds.flatMap((each, number) => (each ? [number] : [])));
  const conditionOf = conditionsOf(combinations);

  it('is met by those combinations and no others', () => {
    const size = { minLength: combinations.length, maxLength: combinations.length };
    const throughout = (holds: boolean): [boolean[]] => [combinations.map(() => holds)];
    fc.assert(
      fc.property(fc.array(fc.boolean(), size), (holds) => {
        const when = conditionOf(subset(holds));
        expect(combinations.map((each) => isMet(when, each))).toEqual(holds);
      }),
      { examples: [throughout(true), throughout(false)] },
    );
  });

  it('is right for the combinations that count', () => {
    const size = { minLength: combinations.length, maxLength: combinations.length };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(true, false, undefined), size), (holds) => {
        const within = subset(holds.map((each) => each !== undefined));
        const when = conditionOf(subset(holds.map((each) => each === true)), within);
        combinations.forEach((each, number) => {
          if (holds[number] !== undefined) expect(isMet(when, each)).toBe(holds[number]);
        });
      }),
    );
  });

  it("names no choice that makes no difference, and none that can't be made", () => {
    const where = (test: (one: Combination) => boolean) => conditionOf(subset(combinations.map(test)));
    expect(where(() => true)).toBeUndefined();
    expect(where(({ c }) => c === 'on')).toBe('c=on');
    expect(where(({ a, c }) => a === '2' && c === 'off')).toBe('a=2&c=off');
    expect(where(({ b }) => b === 'x&y')).toBe('b=x%26y');
    expect(where(({ a, c }) => a === '2' || c === 'off')).toBe('c=off a=2');
    const some = [
      { a: 'on', b: 'off' },
      { a: 'off', b: 'off' },
      { a: 'on', b: 'on' },
    ];
    expect(conditionsOf(some)(subsetOf([2]))).toBe('b=on');
  });
});
