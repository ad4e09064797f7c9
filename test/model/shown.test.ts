import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shown, shownAll, shownJson, shownLines } from '../../generators/core/model/shown.js';

/** Every code unit that affects a terminal or the order of text. */
const acting = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

const texts = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\x1b',
      ']0;',
      '\x07',
      '\x9b',
      '\u202e',
      '\u2028',
      '\ud800',
      '\n',
      '\r',
      '\t',
      '\\',
      '"',
      'é',
      '😀',
    ),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
});

describe('text shown to people', () => {
  it.each([
    ['plain ünïcode 😀', 'plain ünïcode 😀'],
    ['x \x1b]0;owned\x07', 'x \\x1b]0;owned\\x07'],
    ['a\nb\tc\r', 'a\\x0ab\\x09c\\x0d'],
    ['\x9b31m', '\\x9b31m'],
    ['\u202etxt.exe', '\\u202etxt.exe'],
    ['a\u2028b', 'a\\u2028b'],
    ['\ud83d', '\\ud83d'],
  ])('turns %j into %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('has no character that affects a terminal, for any text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(shown(text)).not.toMatch(acting);
        expect(shown(text).isWellFormed()).toBe(true);
        expect(shownLines(text).replace(/[\n\t]/g, '')).not.toMatch(acting);
        expect(shownLines(text).split('\n')).toHaveLength(text.split('\n').length);
      }),
      { numRuns: 2000 },
    );
  });

  it('is escaped in every part of data, in keys too, and bytes stay', () => {
    const bytes = Buffer.from('\x1b');
    expect(shownAll({ 'a\x1b': ['\x07', { b: '\n' }], n: 1, bytes, none: undefined })).toEqual({
      'a\\x1b': ['\\x07', { b: '\\x0a' }],
      n: 1,
      bytes,
      none: undefined,
    });
  });
});

describe('printed JSON', () => {
  it('has the same value, without a character that affects a terminal', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const printed = shownJson({ [text]: [text] });
        expect(printed.replaceAll('\n', '')).not.toMatch(acting);
        expect(JSON.parse(printed)).toEqual({ [text]: [text] });
      }),
      { numRuns: 2000 },
    );
  });
});
