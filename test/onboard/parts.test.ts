import { describe, expect, it } from 'vitest';
import { fits } from '../../generators/core/project/versions.js';
import { replacingShell } from '../../generators/core/render/onboarded.js';

describe('a version that a project requests', () => {
  const asked: readonly (readonly [string, string, boolean])[] = [
    ['3.13', '', true],
    ['3.13', '3.13.2', true],
    ['3.13', '3.11.9', false],
    ['3.13', '>=3.12', true],
    ['3.13', '>= 3.12, < 3.13', false],
    ['3.13', '>=3.10,<4', true],
    ['3.13', '^3.10', true],
    ['3.13', '~=3.12', true],
    ['3.13', '~=3.12.1', false],
    ['3.13', '==3.13.*', true],
    ['3.14', '>=3.9,!=3.9.1', true],
    ['24', '22.x', false],
    ['24', '24.16.0', true],
    ['24', '^26.0.0', false],
    ['24', '>=18', true],
    ['24', '18 || 20 || >=22', true],
    ['24', '*', true],
    ['24', 'lts/iron', true],
    ['1.26', '>=1.27', false],
    ['1.26', '>=1.24.3', true],
  ];
  it.each(asked)('%s fits "%s": %s', (line, wanted, expected) => {
    expect(fits(line, wanted)).toBe(expected);
  });
});

describe('a command line', () => {
  const lines: readonly (readonly [string, string])[] = [
    ['node server.js', 'exec node server.js'],
    ['migrate && node server.js', 'migrate && exec node server.js'],
    ['cd apps/web && npm start', 'cd apps/web && exec npm start'],
    ['A=b node server.js', 'exec env A=b node server.js'],
    ["serve 'app:make()' --port ${PORT:-8000}", "exec serve 'app:make()' --port ${PORT:-8000}"],
    ['node a.js & node b.js', 'node a.js & node b.js'],
    ['node a.js | tee log', 'node a.js | tee log'],
    ['exec node a.js', 'exec node a.js'],
    ['echo "a; b"', 'echo "a; b"'],
  ];
  it.each(lines)('%s replaces its shell if that is clearly safe', (before, after) => {
    expect(replacingShell(before)).toBe(after);
  });
});
