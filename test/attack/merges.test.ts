import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { merge as tryMerge, type Merged } from '../../generators/core/plan/merge.js';
import { freshFolder } from '../support/folders.js';
import { effort, tried } from './support/effort.js';

const labels = { ours: 'yours', theirs: 'ours' };

/** So few lines are never too many. */
function merge(...texts: Parameters<typeof tryMerge>): Merged {
  const merged = tryMerge(...texts);
  if (!merged) throw new Error('it was not merged');
  return merged;
}

/** Few different lines, so that many are equal; any line may have either ending, and the last one none. */
const textWith = (ends: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', ''), fc.constantFrom(...ends))), fc.boolean())
    .map(([lines, isOpen]) => lines.map((line) => line.join('')).join('') + (isOpen ? 'open' : ''));

const mixed = textWith(['\n', '\r\n']);
const unix = textWith(['\n']);
const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n');
const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

it('keeps the ending of every line of ours, whatever the other lines end with', () => {
  let inputs = 0;
  const runs = effort(3000, 60_000);
  try {
    fc.assert(
      fc.property(unix, mixed, unix, (base, ours, theirs) => {
        inputs += 1;
        const merged = merge(base, ours, theirs, labels);
        // The endings don't change which lines are there.
        expect(withoutReturns(merged.text)).toBe(merge(base, withoutReturns(ours), theirs, labels).text);
        expect(merge(base, ours, base, labels)).toEqual({ text: ours, marks: 0 });
        expect(merge(theirs, merged.text, theirs, labels)).toEqual({ text: merged.text, marks: 0 });
      }),
      { numRuns: runs },
    );
  } finally {
    tried('merges', inputs, inputs < runs ? 1 : 0);
  }
});

/** An edited text without equal lines, so that each line of a merge has one origin. */
const edited = (side: string, ends: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom('keep', 'keep', 'keep', 'drop', 'add'), fc.constantFrom(...ends)), {
      minLength: 12,
      maxLength: 12,
    })
    .map((edits) =>
      edits
        .map(([edit, end], line) => {
          if (edit === 'drop') return '';
          return edit === 'add' ? `${side} ${line}${end}line ${line}${end}` : `line ${line}${end}`;
        })
        .join(''),
    );

const base = Array.from({ length: 12 }, (_, line) => `line ${line}\n`).join('');

it('changes the ending of no line of ours', () => {
  let inputs = 0;
  const runs = effort(1000, 20_000);
  try {
    fc.assert(
      fc.property(edited('own', ['\n', '\r\n']), edited('their', ['\n']), (ours, theirs) => {
        inputs += 1;
        const own = new Map(linesOf(ours).map((line) => [withoutReturns(line), line]));
        for (const line of linesOf(merge(base, ours, theirs, labels).text))
          if (own.has(withoutReturns(line))) expect(line).toBe(own.get(withoutReturns(line)));
      }),
      { numRuns: runs },
    );
  } finally {
    tried('merges', inputs, inputs < runs ? 1 : 0);
  }
});

it('merges like git', () => {
  const folder = freshFolder();
  const names = ['ours', 'base', 'theirs'].map((name) => join(folder, name));
  let inputs = 0;
  const runs = effort(20, 800);
  try {
    fc.assert(
      fc.property(edited('own', ['\n']), edited('their', ['\n']), (ours, theirs) => {
        inputs += 1;
        [ours, base, theirs].forEach((text, index) => {
          writeFileSync(names[index] ?? '', text);
        });
        const git = spawnSync('git', ['merge-file', '-p', ...names], { cwd: folder, encoding: 'utf8' });
        const merged = merge(base, ours, theirs, labels);
        expect(merged.marks > 0).toBe(git.status !== 0);
        if (git.status === 0) expect(merged.text).toBe(git.stdout);
      }),
      { numRuns: runs },
    );
  } finally {
    tried('merges beside git', inputs, inputs < runs ? 1 : 0);
  }
});
