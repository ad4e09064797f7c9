import dockerignore from '@balena/dockerignore';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dockerIgnored, showing } from '../../generators/core/project/docker-ignore.js';

const lineFor = (text: string, path: string): number | undefined => dockerIgnored(text)(path)?.line;

describe('a .dockerignore', () => {
  it.each([
    ['*', 'a/b.js', 1],
    ['**', 'a/b.js', 1],
    ['*\n!a', 'a/b.js', undefined],
    ['a\n!a/b.js', 'a/b.js', undefined],
    ['a\n!a/b.js\n*.js', 'a/b.js', undefined],
    ['# all\n\n  **/*.js  ', 'a/b.js', 3],
    ['**/*.js', 'b.js', 1],
    ['*.js', 'a/b.js', undefined],
    ['/a/', 'a/b.js', 1],
    ['./a/../a', 'a/b.js', 1],
    ['a/?.js', 'a/b.js', 1],
    ['a/[a-c].js', 'a/b.js', 1],
    ['a/[^a-c].js', 'a/b.js', undefined],
    ['A', 'a/b.js', undefined],
    ['**/a/**', 'x/a/b.js', 1],
    ['!a', 'a/b.js', undefined],
    ['a\\*', 'a*', 1],
    ['a\\*', 'ab', undefined],
    ['\uFEFF*.js\r\n!b.js\r\n', 'b.js', undefined],
  ])('%j decides about %s', (text, path, line) => {
    expect(lineFor(text, path)).toBe(line);
  });

  it('names the topmost folder that is hidden', () => {
    expect(dockerIgnored('a/b')('a/b/c/d.js')).toEqual({ line: 1, top: 'a/b' });
    expect(dockerIgnored('**/*.js')('a/b/c/d.js')).toEqual({ line: 1, top: 'a/b/c/d.js' });
  });

  it('hides what Docker itself would hide', () => {
    const step = fc.stringMatching(/^[ab.]{1,3}$/).filter((name) => !/^\.+$/.test(name));
    const path = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('/'));
    const glob = fc.constantFrom('*', '**', 'a*', '*b', '?', 'a', 'b', '**/a', 'a/*', 'a/**', '**/a/*', '[ab]', 'a/b');
    const line = fc.tuple(fc.boolean(), glob).map(([shows, text]) => (shows ? '!' : '') + text);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), path, (lines, file) => {
        const theirs = dockerignore.default().add(lines).ignores(file);
        expect(lineFor(lines.join('\n'), file) !== undefined).toBe(theirs);
      }),
    );
  });

  it('takes no long time', () => {
    const text = Array.from({ length: 500 }, () => '*a'.repeat(140)).join('\n');
    const before = performance.now();
    expect(lineFor(text, `${'a'.repeat(250)}b`)).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

describe('a line that shows a path', () => {
  it.each(['a', 'a/b', 'a*', '[x]', 'a\\b', 'a?'])('shows %s, whatever hides it', (path) => {
    expect(lineFor(`**\n${showing(path)}`, path)).toBeUndefined();
    expect(lineFor(`**\n${showing(path)}`, `${path}x`)).toBe(1);
  });
});
