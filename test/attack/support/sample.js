/* A text that a pattern matches, or nearly: assertions are ignored. */
import { RegExpParser } from '@eslint-community/regexpp';

/** Characters that a class may include, most revealing first. */
const candidates = Array.from(' =a,(:."\'-_0/[{@#\t\n;$Z|\u00e9');

/**
 * @param {string} pattern
 * @param {number} seed a different one makes different choices
 * @returns {string}
 */
export function sampleOf(pattern, seed) {
  let turn = seed;
  /** @param {number} count */
  const choice = (count) => {
    turn = (turn * 48271 + seed + 11) % 2147483647;
    return turn % count;
  };

  /**
   * @param {import('@eslint-community/regexpp').AST.Node} node
   * @returns {string}
   */
  const text = (node) => {
    switch (node.type) {
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup': {
        const chosen = node.alternatives[choice(node.alternatives.length)];
        return chosen ? text(chosen) : '';
      }
      case 'Alternative':
        return node.elements.map(text).join('');
      case 'Quantifier': {
        const times = Math.min(node.max, Math.max(node.min, 1) + choice(3) - (node.min === 0 ? choice(2) : 0));
        return Array.from({ length: times }, () => text(node.element)).join('');
      }
      case 'Character':
        return String.fromCodePoint(node.value);
      case 'CharacterSet':
      case 'CharacterClass': {
        const held = candidates.filter((each) => new RegExp(node.raw).test(each));
        return held[choice(held.length)] ?? 'a';
      }
      default:
        return '';
    }
  };
  return text(new RegExpParser().parsePattern(pattern));
}
