import { expect, it } from 'vitest';
import { shown, shownLines } from '../../generators/core/shown.js';

it('escapes whatever a terminal would act on, and leaves plain text', () => {
  expect(shown('web: x \u001b]0;owned\u0007')).toBe('web: x \\x1b]0;owned\\x07');
  expect(shown('a\nb\tc\r\0\u007f\u009b')).toBe('a\\x0ab\\x09c\\x0d\\x00\\x7f\\x9b');
  expect(shown('\u202ertl\u2066\u200b\u2028\ud800')).toBe('\\u{202e}rtl\\u{2066}\\u{200b}\\u{2028}\\u{d800}');
  expect(shown('ünïcödé 日本 🎉 \\x1b')).toBe('ünïcödé 日本 🎉 \\x1b');
  expect(shownLines('a\u001b\r\nb')).toBe('a\\x1b\nb');
});

it('lets nothing but plain characters through', () => {
  const wrong = [];
  for (let code = 0; code < 0x11_0000; code += 1) {
    const character = String.fromCodePoint(code);
    const isPlain = !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character);
    const form = isPlain
      ? character
      : `\\${code < 256 ? `x${code.toString(16).padStart(2, '0')}` : `u{${code.toString(16)}}`}`;
    if (shown(character) !== form) wrong.push(code);
  }
  expect(wrong).toEqual([]);
});
