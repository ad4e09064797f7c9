/** One comparison, e.g. ">=3.12". */
const comparison = /^(>=|<=|===?|!=|~=|>|<|=|\^|~)?\s*v?(\d+(?:\.\d+)*)(\.[xX*])?/;

/**
 * Whether a release line, such as "3.13" or "24", has a version that a project requests.
 *
 * Understands what version files of the common languages contain: plain versions, `.x`, ranges such as `20 - 22`, and
 * comparisons joined by commas, spaces or `||`. Anything it doesn't understand is no restriction.
 *
 * @param newest the newest version of that line that there is, such as "3.13.13": a project may request a newer one
 */
export function fits(line: string, wanted: string, newest = line): boolean {
  return wanted.split('||').some((range) =>
    range
      .replace(/(?<!\S)(\d\S*) - (?=\d)/g, '>=$1 <=')
      .replace(/([<>=!~^])\s+/g, '$1')
      .split(/[\s,]+/)
      .every((each) => meets(parts(line), parts(newest), each)),
  );
}

export const parts = (version: string): number[] => version.split('.').map(Number);

function meets(line: readonly number[], newest: readonly number[], wanted: string): boolean {
  const [, operator = '', version = '', wildcard] = comparison.exec(wanted) ?? [];
  if (version === '') return true;
  const asked = parts(version);
  const order = compared(line, asked);
  const isThere = compared(newest, asked) >= 0;
  switch (operator) {
    case '>=':
    case '>':
      return isThere;
    case '<=':
      return order <= 0;
    case '<':
      // 3.13 is below 3.14 and below 4, but not below 3.13.
      return order < 0;
    case '!=':
      // A single release says nothing about the others of its line.
      return wildcard === undefined || asked.length > line.length || order !== 0;
    case '^':
      return isThere && line[0] === asked[0];
    case '~':
    case '~=':
      return isThere && compared(line, asked.slice(0, operator === '~' ? 2 : Math.max(1, asked.length - 1))) === 0;
    default:
      return order === 0;
  }
}

/** Compares as far as both go: a line stands for every version that begins with it. */
export function compared(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
