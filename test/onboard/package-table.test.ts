import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { PackageNames, PackageTable } from '../../generators/core/model/packages.js';
import { differences, tableOf, textOf, wrongNames, type Answers } from '../proof/support/package-table.js';

const chalice = { why: 'unsupported', of: 'chalice' } as const;
const answers: Answers = {
  '3.13': {
    flask: { version: '3.10' },
    bolt: { version: '1.2' },
    beaker: { why: 'insecure', of: 'beaker', issues: ['see CVE-2013-7489'] },
    lost: { why: 'gone' },
  },
  '3.14': {
    flask: { version: '3.10' },
    bolt: chalice,
    beaker: { why: 'insecure', of: 'beaker', issues: [] },
    lost: { why: 'gone' },
  },
};
const table: PackageTable = {
  ...{ release: '26.05', repository: 'NixOS/nixpkgs', commit: 'a'.repeat(40), date: '2026-05-01' },
  ...tableOf(answers),
};
const names: PackageNames = { spelling: 'pep503', differ: {}, instead: { lost: 'flask' }, allow: {}, nixpkgs: table };

describe('the table of what nixpkgs has', () => {
  it('has one version where all choices agree, and refusals by choice', () => {
    expect(table.versions).toEqual({ bolt: '1.2', flask: '3.10' });
    expect(table.refused).toEqual({
      beaker: {
        '3.13': { why: 'insecure', of: 'beaker', issues: ['CVE-2013-7489'] },
        '3.14': { why: 'insecure', of: 'beaker' },
      },
      bolt: { '3.14': chalice },
    });
  });

  it('is read as it was written, versions that look like numbers and dates too', () => {
    const dated = { ...table, versions: { ...table.versions, dated: '2026-01-02', one: '1', on: 'on' } };
    expect(parse(textOf(dated), { version: '1.1' })).toEqual(dated);
    expect(parse(textOf(dated))).toEqual(dated);
  });

  it('differs where a version or a refusal does, and in nothing else', () => {
    expect(differences(table, table)).toEqual([]);
    const later = { ...table, versions: { ...table.versions, flask: '3.11' }, refused: {} };
    expect(differences(table, later).map((line) => line.replace(/:.*/, ''))).toEqual(['beaker', 'bolt', 'flask']);
  });

  it('may not have a name that nixpkgs lacks, nor call gone what nixpkgs has', () => {
    expect(wrongNames(names, answers)).toEqual([]);
    const wrong = { ...names, differ: { old: 'lost' } };
    expect(wrongNames(wrong, answers)).toEqual(['lost: nixpkgs has no such package']);
    const back = { '3.13': { lost: { version: '1' } }, '3.14': { lost: chalice } };
    expect(wrongNames(names, back)).toEqual(['lost: nixpkgs has it, so it needs a line in nixpkgs.yml']);
  });
});
