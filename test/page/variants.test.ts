import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionOf, type Combination } from '../../generators/core/gallery/combinations.js';
import { mergeVariants } from '../../generators/core/gallery/variants.js';
import { isMet } from '../support/gallery.js';

const same = (a: string, b: string): boolean => a === b;
const weave = (...texts: (string | undefined)[]) =>
  mergeVariants(
    texts.map((text) => text?.split('')),
    same,
  );
const unwoven = (threads: ReturnType<typeof weave>, index: number): string =>
  threads
    .filter(({ held }) => held[index])
    .map(({ line }) => line)
    .join('');

describe('texts that are mergeVariants together', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '}'), maxLength: 12 });

  it('come out again as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.option(text, { nil: undefined }), { minLength: 1, maxLength: 6 }), (texts) => {
        const threads = weave(...texts);
        texts.forEach((each, index) => {
          expect(unwoven(threads, index)).toBe(each ?? '');
        });
      }),
    );
  });

  it('share what they have in common with the first, and what is inserted at one place', () => {
    const threads = weave('abc', 'axbc', 'axyb', undefined);
    const held = threads.map(({ line, held: each }) => [line, each.map((has) => (has ? line : '-')).join('')]);
    expect(held).toEqual([
      ['a', 'aaa-'],
      ['x', '-xx-'],
      ['y', '--y-'],
      ['b', 'bbb-'],
      ['c', 'cc--'],
    ]);
  });
});

describe('a condition', () => {
  const combinations: Combination[] = ['1', '2', '3'].flatMap((a) =>
    ['x y', 'x&y'].flatMap((b) => ['on', 'off'].map((c) => ({ a, b, c }))),
  );

  it('is met by those combinations and by no other', () => {
    const size = { minLength: combinations.length, maxLength: combinations.length };
    const throughout = (holds: boolean): [boolean[]] => [combinations.map(() => holds)];
    fc.assert(
      fc.property(fc.array(fc.boolean(), size), (holds) => {
        const when = conditionOf(combinations, holds);
        expect(combinations.map((each) => isMet(when, each))).toEqual(holds);
      }),
      { examples: [throughout(true), throughout(false)] },
    );
  });

  it('names no choice that makes no difference', () => {
    const where = (test: (one: Combination) => boolean) => conditionOf(combinations, combinations.map(test));
    expect(where(() => true)).toBeUndefined();
    expect(where(({ c }) => c === 'on')).toBe('c=on');
    expect(where(({ a, c }) => a === '2' && c === 'off')).toBe('a=2&c=off');
    expect(where(({ b }) => b === 'x&y')).toBe('b=x%26y');
  });
});
