import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSafePath } from '../../generators/core/model/safe-path.js';

describe('a path in a record', () => {
  it.each([
    'flake.nix',
    '.github/workflows/ci.yml',
    '.gitignore',
    '.gitattributes',
    'a b/ü.txt',
    'git~2/x',
    'git',
    'x.git/config',
    '..x/...y',
    'a'.repeat(255),
  ])('may be %j', (path) => {
    expect(isSafePath(path)).toBe(true);
  });

  it.each([
    '',
    '/',
    '/etc/passwd',
    'a/',
    'a//b',
    '.',
    './a',
    'a/.',
    '..',
    '../a',
    'a/../b',
    '.. /a',
    '... ',
    'C:/a',
    'c:a',
    'a\\b',
    '..\\a',
    'a\0b',
    'a\nb',
    'a\rb',
    'a\x1b[31m',
    'a\x7f',
    'a\x9b31m',
    'a\u2028b',
    'a\u202etxt.exe',
    'a\ud800',
    'a'.repeat(256),
    'ü'.repeat(128),
    'a/'.repeat(512) + 'ab',
  ])('may not be %j', (path) => {
    expect(isSafePath(path)).toBe(false);
  });

  it.each([
    '.git',
    '.GIT',
    '.Git/config',
    'a/.git/hooks/x',
    '.git /config',
    '.git./config',
    '.git. . /config',
    '.git::$INDEX_ALLOCATION/config',
    '.git:x',
    'git~1/config',
    'GIT~1',
    'git~1 .',
    '.g\u200cit/config',
    '\ufeff.git/config',
    '.git\u202e/config',
    '.\u206fGIT',
  ])('may not be in %j, which some file systems treat as .git', (path) => {
    expect(isSafePath(path)).toBe(false);
  });

  it('never leads up, whatever it is made of', () => {
    const parts = ['.', '..', '/', '.git', 'GIT~1', ' ', '\\', ':', 'a', '\u200d', '\0'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 8 }), (all) => {
        const path = all.join('');
        if (!isSafePath(path)) return;
        for (const step of path.split('/')) expect(step).not.toMatch(/^[ .]*$|^\.git[ .]*$|^git~1[ .]*$/i);
      }),
      { numRuns: 5000 },
    );
  });
});
