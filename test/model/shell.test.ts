import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellDirectory, shellWord } from '../../generators/core/model/shell.js';
import { shown } from '../../generators/core/model/shown.js';

/** The words as a shell reads them, separated by NUL, which no word contains. */
function readBack(program: string, words: readonly string[]): string[] {
  const script = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;
  const { stdout } = spawnSync(program, ['-c', script], { encoding: 'utf8', timeout: 30_000 });
  return stdout.split('\0').slice(0, -1);
}

const hostile = [
  'a;b',
  "it's",
  '$(id)',
  '`id`',
  'a\nb',
  'ends\n',
  '\n',
  '\n\n',
  'x\x1b]0;owned\x07',
  'a\\0101\x1b',
  '%s\x1b%d',
  '-n\x1b',
  "'\x1b'",
  '$HOME\x1b"`',
  '\u202eexe',
  '\x9b',
  'é\x1b😀',
  '',
  '!!',
  '~',
];

describe.each(['sh', 'bash'])('a word of a printed command in %s', (program) => {
  it('is read back unchanged', () => {
    expect(readBack(program, hostile)).toEqual(hostile);
  });

  it('is read back unchanged, for any text', () => {
    const unit = fc.oneof(
      fc.constantFrom('\x1b', '\n', '\t', '\\', "'", '"', '$', '`', '%', '!', '-', ' ', '\x9b', '\u202e', '0', 'c'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    );
    const words = fc.array(
      fc.string({ unit }).map((word) => word.replaceAll('\0', '').toWellFormed()),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(words, (all) => {
        expect(readBack(program, all)).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a word of a printed command', () => {
  it('has no effect on a terminal; only a newline that a shell would drop stays', () => {
    for (const word of hostile.filter((each) => !each.endsWith('\n')))
      expect(shown(shellWord(word))).toBe(shellWord(word));
    for (const word of ['ends\n', '\n']) expect(shown(shellWord(word).replaceAll('\n', ''))).not.toContain('\\x');
  });

  it("isn't a flag if it names a directory", () => {
    expect(shellDirectory('-x')).toBe('./-x');
    expect(shellDirectory('-\x1b')).toBe(`"$(printf %b './-\\0033')"`);
  });
});
