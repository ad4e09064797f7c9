import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedJson } from '../../generators/core/model/bounded-json.js';

describe('JSON from a file that anyone may have written', () => {
  it('is read like JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(boundedJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is refused like JSON.parse refuses it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', ':', '1', 'a') }), (text) => {
        const outcome = (parse: () => unknown): unknown => {
          try {
            return parse();
          } catch (error) {
            return error instanceof SyntaxError ? 'refused' : error;
          }
        };
        expect(outcome(() => boundedJson(text))).toEqual(outcome((): unknown => JSON.parse(text)));
      }),
    );
  });

  it.each([
    ['arrays', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
    ['objects', '{"a":'.repeat(1_000_000) + '1' + '}'.repeat(1_000_000)],
    ['unclosed arrays', '['.repeat(1_000_000)],
  ])('is refused quickly if %s are nested a million levels deep', (_, text) => {
    expect(() => boundedJson(text)).toThrow(new SyntaxError('It is nested more than 200 levels deep'));
  });

  it("doesn't count brackets and commas inside strings", () => {
    const text = JSON.stringify(['[['.repeat(500), ',,'.repeat(500), '"[\\', '\\"[']);
    expect(boundedJson(text, { depth: 1, entries: 3 })).toEqual(JSON.parse(text));
  });

  it('is refused beyond the limits that the caller sets', () => {
    expect(() => boundedJson('[[1]]', { depth: 1 })).toThrow('It is nested more than 1 levels deep');
    expect(() => boundedJson('[1,2,3]', { entries: 1 })).toThrow('It has more than 1 entries');
    expect(() => boundedJson('"1234"', { length: 5 })).toThrow('It is longer than 5 characters');
  });

  it('can contain one string of many megabytes', () => {
    const text = JSON.stringify('\\"'.repeat(5_000_000));
    expect(boundedJson(text)).toHaveLength(10_000_000);
  });
});
