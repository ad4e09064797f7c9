import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simpleCommands } from '../../../generators/core/project/process/shell.js';

const parts = (line: string) =>
  simpleCommands(line)?.map(({ assigned, words, joined }) => [
    ...Object.entries(assigned).map(([name, value]) => `${name}=${value}`),
    ...words.map(({ text }) => text),
    joined,
  ]);

describe('a command line', () => {
  it.each([
    ['gunicorn app:app --bind 0.0.0.0:$PORT', [['gunicorn', 'app:app', '--bind', '0.0.0.0:$PORT', '']]],
    [
      'cd web && npm run build; node .',
      [
        ['cd', 'web', '&&'],
        ['npm', 'run', 'build', ';'],
        ['node', '.', ''],
      ],
    ],
    ['A=1 B="x y" env C=2 run', [['A=1', 'B=x y', 'env', 'C=2', 'run', '']]],
    [`sh -c 'exec a "b c"' 2>&1 >/dev/null # why`, [['sh', '-c', 'exec a "b c"', '']]],
    ['a\\ b "c\\"d" \'e\'f', [['a b', 'c"d', 'ef', '']]],
    ['web --port ${PORT:-80 00} -w $(nproc)', [['web', '--port', '${PORT:-80 00}', '-w', '$(nproc)', '']]],
    [
      'a | b & c || d',
      [
        ['a', '|'],
        ['b', '&'],
        ['c', '||'],
        ['d', ''],
      ],
    ],
    ['A=1', [['A=1', '']]],
  ])('%s is taken apart', (line, expected) => {
    expect(parts(line)).toEqual(expected);
  });

  it.each(['if true; then a; fi', 'a "b', "a 'b", '(a)', 'a `b`', 'a << END', 'a && && b', '', 'f() { a; }', 'a \\'])(
    "%s isn't followed",
    (line) => {
      expect(simpleCommands(line)).toBeUndefined();
    },
  );

  it('has the words that bash sees, whatever the quotes', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', "'", '"', '\\', '-', '=', '/', '.'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const line = `printf ${words.join(' ')}`;
        const ours = simpleCommands(line);
        if (ours?.length !== 1) return;
        const seen = spawnSync('bash', ['-c', `printf() { for a; do echo "[$a]"; done; }; ${line}`], {
          encoding: 'utf8',
        });
        expect(seen.stderr).toBe('');
        expect(
          ours[0]?.words
            .slice(1)
            .map(({ text }) => `[${text}]\n`)
            .join(''),
        ).toBe(seen.stdout);
      }),
      { numRuns: 60 },
    );
  });

  it('of a script is followed into branches and loops', () => {
    const script = 'if [ -z "$A" ]; then\n  run a\nelse run b; fi\nfor x in 1 2; do\n  run "$x"\ndone\nexec serve\n';
    expect(simpleCommands(script, true)?.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual([
      '[ -z $A ]',
      'run a',
      'run b',
      'run $x',
      'exec serve',
    ]);
    expect(simpleCommands('case $1 in a) b;; esac', true)).toBeUndefined();
  });

  it('is cut where it was written', () => {
    const line = '  A=1 "a b" c  &&  d ';
    expect(simpleCommands(line)?.map(({ start, end }) => line.slice(start, end))).toEqual(['A=1 "a b" c', 'd']);
  });

  it('takes linear time, whatever it is', () => {
    for (const piece of ['(', '$(', '"', "'", '${', '\\', 'a=', '&', '>', ' a'])
      expect(() => simpleCommands(piece.repeat(9_000))).not.toThrow();
  });
});
