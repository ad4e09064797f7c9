import { describe, expect, it } from 'vitest';
import { compare, type Comparison } from '../../generators/core/project/pep440.js';

const rows: readonly (readonly [string, string, Comparison])[] = [
  ['2.12.3', '', 'fits'],
  ['2.12.3', '*', 'fits'],
  ['2.12.3', '>=2,<3', 'fits'],
  ['2.12.3', '==2.*', 'fits'],
  ['2.12.3', '^2.1', 'fits'],
  ['2.12.3', '~2.12', 'fits'],
  ['2.12.3', '^1.0||^2.0', 'fits'],
  ['3.0', '==3', 'fits'],
  ['2.0rc1', '>=1', 'fits'],
  ['2.12.3', '==2.11.0', 'near'],
  ['2.12.3', '2.11.0', 'near'],
  ['2.12.3', '~=2.11.0', 'near'],
  ['2.12.3', '~2.11', 'near'],
  ['2.12.3', '>=2,<2.5', 'near'],
  ['2.12.3', '===2.12.1', 'near'],
  ['0.46.2', '==0.46.0', 'near'],
  ['2026.1', '==2023.3', 'near'],
  ['2.12.3', '==1.10.2', 'far'],
  ['2.12.3', '<2', 'far'],
  ['2.12.3', '<2.0', 'far'],
  ['2.12.3', '^1.9', 'far'],
  ['2.12.3', '~=1.9', 'far'],
  ['2.12.3', '>=3', 'far'],
  ['2.12.3', '!=2.12.3', 'far'],
  ['0.46.2', '==0.27.0', 'far'],
  ['0.46.2', '^0.27', 'far'],
  ['2.12.3', '==1.0||==1.1', 'far'],
  ['2.12.3', '>=2.13', 'older'],
  ['2.12.3', '^2.13', 'older'],
  ['2026.1', '>=2026.2', 'older'],
  ['0.7.0dev0-2024-06-18', '>=0.5', 'fits'],
  ['0.7.0dev0-2024-06-18', '==0.5.0', 'far'],
  ['', '==1', 'unreadable'],
  ['2.12.3', 'latest', 'unreadable'],
  ['2.12.3', '==1.x', 'unreadable'],
  ['2.12.3', '==', 'unreadable'],
  ['2.12.3', `>=1${'.1'.repeat(200)}`, 'unreadable'],
];

describe('a version', () => {
  it.each(rows)('%s for "%s": %s', (version, wanted, expected) => {
    expect(compare(version, wanted)).toBe(expected);
  });
});
