import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { markerLine, marked } from '../../generators/core/plan/labels.js';
import { plan } from '../../generators/core/plan/plan.js';
import type { RenderedFile } from '../../generators/core/model/pipeline.js';
import type { Prefer } from '../../generators/core/plan/merge.js';

const labels = { ours: 'yours', theirs: 'heroku-nix 9.9.9' };
const file = (text: string): RenderedFile => ({
  ...{ content: Buffer.from(text), mode: 0o644, ownership: 'managed', reason: '' },
});

/** The change to one file, from what was written, what is there, and what is to be written. */
function changeOf(path: string, [base, mine, next]: readonly [string, string, string], prefer?: Prefer) {
  const disk = new Map([[path, { kind: 'file' as const, content: Buffer.from(mine), mode: 0o644 }]]);
  const lock = { managed: new Map([[path, base]]), once: new Set('') };
  const [change] = plan(disk, new Map([[path, file(next)]]), { lock, labels, ...(prefer ? { prefer } : {}) });
  if (!change) throw new Error('no change');
  return change;
}
const textOf = (change: ReturnType<typeof changeOf>): string =>
  'file' in change ? change.file.content.toString('utf8') : '';

const yaml = 'build:\n  docker:\n    web: Dockerfile\nrun:\n  web: a\n';
const json = '{\n  "name": "a",\n  "stack": "container",\n  "formation": {}\n}\n';

describe('a merge of JSON or YAML', () => {
  const twice: readonly (readonly [string, string, string, string])[] = [
    ['heroku.yml', yaml, yaml.replace('run:', 'release:\n  image: web\nrun:'), `${yaml}release:\n  command: b\n`],
    ['a/b.yaml', yaml, yaml.replace('    web:', '    b: x\n    web:'), yaml.replace('run:', '    b: y\nrun:')],
    [
      'app.json',
      json,
      json.replace('  "formation": {}', '  "formation": {},\n  "addons": ["x"]'),
      json.replace('  "formation"', '  "addons": [\n    "y"\n  ],\n  "formation"'),
    ],
    [
      'tabs.json',
      json.replaceAll('  ', '\t'),
      json.replaceAll('  ', '\t').replace('"name": "a",', '"b": 1,\n\t"name": "a",'),
      json.replaceAll('  ', '\t').replace('"formation"', '"b": 2,\n\t"formation"'),
    ],
  ];
  it.each(twice)('never has a key twice: %s', (path, ...texts) => {
    const change = changeOf(path, texts);
    expect(change).toMatchObject({ kind: 'merge', marks: 1 });
    const lines = textOf(change).split('\n');
    const [start, middle, end] = ['<<<<<<< yours', '=======', '>>>>>>> heroku-nix 9.9.9'].map((mark) =>
      lines.indexOf(mark),
    );
    const side = (from = 0, to = 0) => [
      ...lines.slice(0, start),
      ...lines.slice(from + 1, to),
      ...lines.slice((end ?? 0) + 1),
    ];
    expect([side(start, middle).join('\n'), side(middle, end).join('\n')]).toEqual([texts[1], texts[2]]);
    expect(marked([change])).toEqual([`${path}:${(start ?? 0) + 1}`]);
    for (const [prefer, text] of [
      ['ours', texts[1]],
      ['theirs', texts[2]],
    ] as const) {
      const settled = changeOf(path, texts, prefer);
      expect('old' in settled || settled.kind === 'keep').toBe(true);
      if (prefer === 'theirs') expect(textOf(settled)).toBe(text);
    }
  });

  it.each([
    ['heroku.yml', yaml, yaml.replace('run:', 'release:\n  image: web\nrun:'), yaml.replace('web: a', 'web: b')],
    ['app.json', json, json.replace('"a"', '"b"'), json.replace('{}', '{ "web": {} }')],
    ['nix/app.nix', 'a\nb\nc\n', 'x: 1\na\nb\nc\n', 'a\nb\nc\nx: 1\n'],
    ['twice.yml', 'a: 1\nb: 2\nc: 3\n', 'c: 0\na: 1\nb: 2\nc: 3\n', 'a: 1\nb: 2\nc: 4\n'],
  ])('stays a plain merge otherwise: %s', (path, ...texts) => {
    const change = changeOf(path, texts);
    expect(change).toMatchObject({ kind: 'merge', marks: 0 });
    if (path === 'heroku.yml') expect(load(textOf(change))).toHaveProperty('release');
  });
});

describe('conflict markers that were left', () => {
  const left = 'a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> heroku-nix 9.9.9\nd\n';

  it('are told again, whether anything else changes or not', () => {
    expect(marked([changeOf('flake.nix', ['a\nc\nd\n', left, 'a\nc\nd\n'])])).toEqual(['flake.nix:2']);
    expect(marked([changeOf('flake.nix', ['a\nc\nd\n', `${left}e\nf\n`, 'x\na\nc\nd\n'])])).toEqual(['flake.nix:3']);
    expect(marked([changeOf('flake.nix', [left, left, left])])).toEqual(['flake.nix:2']);
  });

  it.each([
    ['a\n', undefined],
    [left.replaceAll('\n', '\r\n'), 2],
    ['Title\n=======\n', undefined],
    ['<<<<<<< yours\n', undefined],
    ['<<<<<<< a\n=======\n', undefined],
    ['=======\n>>>>>>> b\n<<<<<<< a\n', undefined],
    ['  <<<<<<< a\n=======\n>>>>>>> b\n', undefined],
  ])('are those with all three lines: %j', (text, line) => {
    expect(markerLine(text)).toBe(line);
  });
});
