import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { md } from '../../generators/core/render/literals.js';

const references = /&#(\d+);/g;
const read = (written: string): string =>
  written.replace(references, (_, code: string) => String.fromCharCode(Number(code)));

/** What still has a meaning in Markdown; a character reference counts as a plain character. */
const meaningIn = (written: string): RegExpExecArray | null =>
  /[\\`*[\]<|~$]|^>|&#?\w+;|(?:^|\s)#|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u.exec(written.replace(references, '·'));

describe('a text in Markdown', () => {
  it.each(['Tom & Jerry\'s "shop"', 'C# & F#', 'a_b', 'snake_case_name', 'AT&T', 'x > y', 'Ünïcode 東京', '100 %'])(
    'is left as it is if nothing in it has a meaning: %j',
    (text) => {
      expect(md(text)).toBe(text);
    },
  );

  it.each(
    [
      '&lt;',
      '&#60;',
      '_a_',
      'a_ _b',
      '__init__',
      '# a',
      'a #',
      '> a',
      '*a*',
      '[a](b)',
      '![a](b)',
      '<b>',
      '`a`',
      '\\a',
    ].concat(['~a~', 'a|b', '$a$']),
  )('is shown without its meaning: %j', (text) => {
    const written = md(text);
    expect(written).not.toBe(text);
    expect(read(written)).toBe(text);
    expect(meaningIn(written)).toBeNull();
  });

  it('has no meaning and reads back unchanged, for any text', () => {
    const parts = fc.constantFrom(...'\\`*_[]<>#|~&$!;:-+=.1a é'.split(''), '&amp;', '&#1;', '__', '](');
    const texts = fc.array(parts, { maxLength: 20 }).map((each) => each.join('').replace(/\s+/g, ' ').trim());
    fc.assert(
      fc.property(texts, (text) => {
        expect(read(md(text))).toBe(text);
        expect(meaningIn(md(text))).toBeNull();
      }),
      { numRuns: 5000 },
    );
  });
});
