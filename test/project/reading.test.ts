import { appendFileSync, chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDeep } from '../../generators/core/project/depth.js';
import { readText } from '../../generators/core/project/read.js';
import { openTree } from '../../generators/core/project/tree.js';
import { temporaryFolder } from '../support/folders.js';

describe('a file', () => {
  it('is read up to the limit, whatever size the system reports', () => {
    // Files in /proc report a size of 0.
    expect(readText('/proc/self', 'status', 64)).toEqual({ why: 'it is larger than 0 kB' });
    expect(readText('/proc/self', 'status', 64 * 1024)).toMatchObject({
      text: expect.stringContaining('Pid:') as string,
    });
  });

  it("that isn't readable is reported", () => {
    const root = temporaryFolder({ 'requirements.txt': 'flask\n' });
    const path = join(root, 'requirements.txt');
    chmodSync(path, 0);
    // root can read it anyway
    const found = readText(root, 'requirements.txt', 99);
    if (process.getuid?.() === 0) expect(found).toMatchObject({ text: 'flask\n' });
    else expect(found).toEqual({ why: 'permission denied', fix: 'chmod +r {path}' });
  });

  it("that isn't a file isn't an error: a device, a folder, a missing path, an impossible path", () => {
    for (const path of ['dev/zero', '', 'nothing/here', 'a\0b', 'x'.repeat(5_000)])
      expect(readText('/', path, 99)).toBeUndefined();
  });

  it('that has grown since is read as it is now', () => {
    const root = temporaryFolder({ 'a.txt': 'one' });
    const tree = openTree(root, []);
    appendFileSync(join(root, 'a.txt'), ' two');
    expect(tree.text('a.txt')).toBe(readFileSync(join(root, 'a.txt'), 'utf8'));
  });
});

describe('the depth of a file', () => {
  const levels = (count: number): string => '['.repeat(count) + ']'.repeat(count);
  const cases: readonly (readonly [string, 'json' | 'toml', string, boolean])[] = [
    ['brackets', 'json', levels(101), true],
    ['brackets', 'json', levels(100), false],
    ['brackets in a string', 'json', `["${levels(200)}"]`, false],
    ['brackets after an escaped quote', 'json', `["\\"${'['.repeat(200)}"]`, false],
    ['brackets after an escaped backslash', 'json', `["\\\\",${levels(101)}]`, true],
    ['many pairs of brackets in a row', 'json', `[${'[],'.repeat(500)}1]`, false],
    ['brackets in a comment', 'toml', `# ${'['.repeat(200)}\na = 1\n`, false],
    ['brackets after a quote in a comment', 'toml', `# don't\na = ${levels(101)}\n`, true],
    ['brackets in a long string', 'toml', `a = """\n"${'['.repeat(200)}\n"""\n`, false],
    ['brackets in a literal string', 'toml', `a = 'C:\\'\nb = ${levels(101)}\n`, true],
    ['dots in a key', 'toml', `a${'.a'.repeat(101)} = 1\n`, true],
    ['dots in a table header', 'toml', `[a${'.a'.repeat(101)}]\n`, true],
    ['dots in numbers', 'toml', `a = [${'1.5, '.repeat(500)}]\n`, false],
    ['dots in a string', 'toml', `a = "${'.'.repeat(500)}"\n`, false],
  ];
  it.each(cases)('is measured by %s, in %s', (_, kind, text, expected) => {
    expect(isDeep(text, kind)).toBe(expected);
  });
});
