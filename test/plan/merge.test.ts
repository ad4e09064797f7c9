import { describe, expect, it } from 'vitest';
import { merge, type Prefer } from '../../generators/core/plan/merge.js';

const labels = { ours: 'yours', theirs: 'heroku-nix 9.9.9' };

describe('merging a text', () => {
  const base = 'one\ntwo\nthree\nfour\nfive\n';

  it.each([
    ['takes their change if we left the lines alone', base, base.replace('two', '2'), 'one\n2\nthree\nfour\nfive\n'],
    ['keeps our change if they left the lines alone', base.replace('two', '2'), base, 'one\n2\nthree\nfour\nfive\n'],
    ['takes both changes', base.replace('one', '1'), base.replace('five', '5'), '1\ntwo\nthree\nfour\n5\n'],
    [
      'takes a change once if both made it',
      base.replace('two', '2'),
      base.replace('two', '2'),
      'one\n2\nthree\nfour\nfive\n',
    ],
    ['keeps a missing newline at the end', base.trimEnd(), base.replace('one', '1'), '1\ntwo\nthree\nfour\nfive'],
    [
      'keeps the line endings of another system',
      base.replaceAll('\n', '\r\n'),
      base.replace('one', '1'),
      '1\r\ntwo\r\nthree\r\nfour\r\nfive\r\n',
    ],
    [
      'keeps the one line ending of another system, and adds none',
      base.replace('two\n', '2\r\n'),
      base.replace('five', '5'),
      'one\n2\r\nthree\nfour\n5\n',
    ],
    [
      'ends a new line like the line before it',
      base.replaceAll('\n', '\r\n').replace('five\r\n', 'five\n'),
      base.replace('three\n', 'three\nnew\n'),
      'one\r\ntwo\r\nthree\r\nnew\r\nfour\r\nfive\n',
    ],
  ])('%s', (_, ours, theirs, text) => {
    expect(merge(base, ours, theirs, labels)).toEqual({ text, marks: 0 });
  });

  const [ours, theirs] = [base.replace('three', '3'), base.replace('three', 'III')];

  it('puts conflict markers where both changed the same lines, like git does', () => {
    expect(merge(base, ours, theirs, labels)).toEqual({
      text: 'one\ntwo\n<<<<<<< yours\n3\n=======\nIII\n>>>>>>> heroku-nix 9.9.9\nfour\nfive\n',
      marks: 1,
    });
  });

  it.each<[Prefer, string]>([
    ['ours', ours],
    ['theirs', theirs],
  ])('has no conflict markers if %s are preferred', (prefer, text) => {
    expect(merge(base, ours, theirs, labels, prefer)).toEqual({ text, marks: 0, settled: 1 });
  });

  it('puts each marker on a line of its own, whatever the last line ends with', () => {
    expect(merge('a\n', 'b', 'c', labels)?.text).toBe('<<<<<<< yours\nb\n=======\nc\n>>>>>>> heroku-nix 9.9.9\n');
  });

  it.each<[string, (line: number) => string]>([
    ['the same', () => 'a\n'],
    ['one of two values', (line) => `${line % 2}\n`],
  ])('gives up quickly on thousands of lines that are %s', (_, lineAt) => {
    const lines = (count: number): string => Array.from({ length: count }, (_, line) => lineAt(line)).join('');
    expect(merge(`x\n${lines(6000)}`, `${lines(6003)}q\n`, `${lines(6000)}y\n`, labels)).toBeUndefined();
    // Lines in common at both ends cost nothing.
    const [base, ours, theirs] = ['b', 'o', 'b'].map((line) => `${lines(20_000)}${line}\n${lines(20_000)}`);
    expect(merge(base ?? '', ours ?? '', theirs ?? '', labels)).toEqual({ text: ours, marks: 0 });
  });
});
