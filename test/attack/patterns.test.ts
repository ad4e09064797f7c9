import { RegExpParser } from '@eslint-community/regexpp';
import { check } from 'recheck';
import { describe, expect, it } from 'vitest';
import { patternsIn, unbounded } from '../../generators/core/catalog/patterns.js';
import { catalog } from '../support/rendering.js';
import { effort, tried } from './support/effort.js';
import { sweep } from './support/sweep.js';

const rules = [catalog.detection, ...catalog.templates.map(({ detect }) => detect)];
const patterns = [...new Set(rules.flatMap((each) => patternsIn(each, '')).map(({ source }) => source))];

describe('the patterns of detection', () => {
  it('take linear time on repeated fragments of themselves and of nasty texts', async () => {
    const { inputs, faults } = await sweep(patterns, effort(20_000, 1_500_000));
    tried('patterns: repeated fragments, timed', inputs, faults.length);
    expect(faults).toEqual([]);
    expect(inputs).toBeGreaterThanOrEqual(effort(10_000, 747_887));
  }, 1_800_000);

  it('are linear according to a regular expression checker, from each place where they can start', async () => {
    const step = Math.max(1, Math.floor(patterns.length / effort(8, Infinity)));
    const some = patterns.filter((_, index) => index % step === 0);
    const unsafe: unknown[] = [];
    for (const source of some) {
      const { status, complexity, attack } = (await check(fromOnePlace(source), '', { timeout: 60_000 })) as Verdict;
      // If it can't decide, it guesses by trying; the sweep does that too, with a clock.
      if (status !== 'safe' && complexity?.isFuzz !== true)
        unsafe.push({ source, status, complexity: complexity?.summary, attack: attack?.pattern });
    }
    tried('patterns: proven by a checker', some.length, unsafe.length);
    expect(unsafe).toEqual([]);
  }, 1_800_000);
});

/** A sweep that never finds anything would be worthless. */
describe('the sweep', () => {
  it.each([
    ['is quadratic in its starting places', String.raw`\brun\([^)]*\bhost\s*=`],
    ['is quadratic in blank lines', String.raw`^\s*-\s*\w`],
    ['trades characters', String.raw`^web:[ \t]*(\S.*?)[ \t]*$`],
    ['is exponential', String.raw`^def\s+(create_app)\(\s*(?:\w+(?:\s*:[^=,)]+)?\s*=[^,)]*,?\s*)*\)`],
  ])(
    'finds a pattern that %s',
    async (_, pattern) => {
      const { faults } = await sweep([pattern], Infinity, 1);
      expect(faults.length).toBeGreaterThan(0);
    },
    120_000,
  );
});

interface Verdict {
  readonly status: 'safe' | 'vulnerable' | 'unknown';
  readonly complexity?: { readonly summary: string; readonly isFuzz: boolean };
  readonly attack?: { readonly pattern: string };
}

/**
 * The pattern without its bounds, matched only at the start of a text. Its bounds limit where it can start and how far
 * it can go; the build checks those.
 */
const fromOnePlace = (source: string): string =>
  `^(?:${unbounded(new RegExpParser().parsePattern(source)).replace(/^\^/, '')})`;
