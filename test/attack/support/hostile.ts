import fc from 'fast-check';

/** Texts with a meaning for a parser, a shell, a terminal, a file system or JavaScript. */
export const traps = [
  '', ' ', '.', '..', '../x', '/etc/passwd', 'C:\\x', 'a\\b', '.git/config', '.GIT', 'git~1', '~', '-', '--', '-rf', '--yes',
  '\0', '\n', '\r\n', '\t', '\x1b]0;owned\x07', '\x7f', '\x9b31m', '\u202e', '\u2028', '\ufeff', '\ufffd', '\ud800',
  '"', "'", '`', '\\', '$', '${x}', '$(id)', "''", '<%- 1 %>', '{{x}}', '${{ secrets.X }}', '#', ': ', '- ', '&a', '*a', '!!x', '|', '>',
  'null', 'true', 'on', 'yes', 'no', '1e3', '0x10', '12:30', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty',
  'web', 'release', 'worker', 'node', 'flask', 'go', 'none', 'github', 'nixery', 'redis', 'postgres', 'my-app', '3.13', '24',
]; // prettier-ignore

/** Any text: traps, combinations of them, and random text. */
export const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...traps) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...traps), { minLength: 2, maxLength: 4 }).map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom('a'.repeat(300), 'a/'.repeat(600), 'ü'.repeat(5000)) },
);

/** Any JSON value, a few levels deep. */
export const value = fc.oneof(
  { weight: 5, arbitrary: text },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, [], {}, [[]], ['a', 1], { a: { b: [] } }),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** An object as JSON text that repeats keys as often as they are given, even `__proto__`. */
export const objectText = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(each)}`).join(',')}}`;
