/*
 * Texts that may make a pattern slow: pieces of what it matches, and characters that are common in patterns, repeated.
 */

import { sampleOf } from './sample.js';

/** Characters and pairs that character classes in patterns include or exclude. */
const nasty = [
  ...[' ', '\t', '\n', '\r\n', ' \n', '\n ', 'a', 'a ', ' a', 'a\n', '0', '.', 'a.', '-', '_', '/', 'a/', '\\'],
  ...[
    '=',
    'a=',
    'a=,',
    '=a,',
    ':',
    'a:',
    ': ',
    ',',
    '(',
    '((',
    ')',
    '()',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '""',
    '#',
    ';',
  ],
  ...['@', '\u2028', '\u00e9', '\ud83d', '\0', 'web:', 'web: ', '"a":', 'v', '$'],
];

/** @type {Map<string, string[]>} */
const known = new Map();

/**
 * Pieces of a pattern as text: what it matches, the beginnings and ends of that, and the nasty ones.
 *
 * @param {string} pattern
 * @returns {string[]}
 */
function fragmentsOf(pattern) {
  const before = known.get(pattern);
  if (before) return before;
  const samples = [...new Set([...Array(12).keys()].map((seed) => sampleOf(pattern, seed)))];
  const parts = samples.flatMap((sample) => {
    const cuts = [1, 2, 3].map((part) => Math.ceil((part * sample.length) / 4));
    return [sample, sample.slice(0, -1), ...cuts.flatMap((cut) => [sample.slice(0, cut), sample.slice(cut)])];
  });
  const all = [...new Set([...nasty, ...parts])].filter(Boolean).slice(0, 96);
  known.set(pattern, all);
  return all;
}

/** Nothing that needs an ending of its own matches across this. */
const spoiler = '\u0001!';

/**
 * How many inputs there are for a pattern: each fragment repeated after nothing and after each fragment, in three ways.
 *
 * @param {string} pattern
 */
export function inputsOf(pattern) {
  const count = fragmentsOf(pattern).length;
  return count * (count + 1) * 3;
}

/**
 * @param {string} pattern
 * @param {number} index
 * @returns {{ prefix: string, repeat: string, suffix: string }}
 */
export function inputAt(pattern, index) {
  const fragments = fragmentsOf(pattern);
  const count = fragments.length;
  const rest = Math.floor(index / 3);
  const repeat = fragments[rest % count] ?? 'a';
  const prefix = ['', ...fragments][Math.floor(rest / count)] ?? '';
  if (index % 3 === 0) return { prefix, repeat, suffix: '' };
  return index % 3 === 1 ? { prefix, repeat, suffix: spoiler } : { prefix: '', repeat: prefix + repeat, suffix: '' };
}
