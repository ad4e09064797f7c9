/** A requirement in one line, such as `flask[async] (>=3,<4) ; python_version > "3.8"`. */
export interface Requirement {
  readonly name: string;
  readonly extras: readonly string[];
  /** Comparisons, with commas between them. */
  readonly version: string;
  /** Where it comes from, if not from an index. */
  readonly url: string;
  /** When it counts; empty if always. */
  readonly marker: string;
}

const head = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]{0,400})\])?\s*/;

/**
 * Reads a requirement: https://packaging.python.org/en/latest/specifications/dependency-specifiers/
 *
 * @returns undefined if it breaks the grammar
 */
export function requirementIn(line: string): Requirement | undefined {
  const text = line.trim();
  const match = head.exec(text);
  if (!match) return undefined;
  const [start, name = '', bracket = ''] = match as (string | undefined)[];
  const extras = bracket.split(',').flatMap((each) => each.trim() || []);
  if (extras.some((each) => !/^[\w.-]+$/.test(each))) return undefined;
  const rest = text.slice((start ?? '').length);
  if (rest.startsWith('@')) {
    // In an address, only a blank ends what belongs to it.
    const [, url = '', marker = ''] = /^@\s*(\S+)(?:\s+;(.*))?$/.exec(rest) ?? [];
    return url === '' ? undefined : { name, extras, version: '', url, marker: marker.trim() };
  }
  const cut = rest.indexOf(';');
  const asked = (cut === -1 ? rest : rest.slice(0, cut)).trim();
  const marker = cut === -1 ? '' : rest.slice(cut + 1).trim();
  const version = clausesIn(/^\(.*\)$/.test(asked) ? asked.slice(1, -1) : asked);
  return version === undefined ? undefined : { name, extras, version, url: '', marker };
}

const clause = /^(?:===?|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9][\w.*+!-]*$/;

/** Comparisons of versions, as one text; undefined if one of them is none. */
function clausesIn(text: string): string | undefined {
  const clauses = text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return clauses.every((each) => clause.test(each))
    ? clauses.map((each) => each.replace(/\s+/, '')).join(',')
    : undefined;
}

/**
 * Whether a version is written as in the tables of Poetry and Pipenv: comparisons, `^1.2`, `~1.2`, `1.2.*` or `*`, with
 * commas or blanks between those that must all hold, and `||` or `|` between alternatives.
 */
export const isConstraint = (version: string): boolean =>
  version.split(/\|\|?/).every((range) =>
    range
      .replace(/([<>=!~^])\s+/g, '$1')
      .trim()
      .split(/[\s,]+/)
      .every((each) => /^(?:\*|(?:===?|~=|!=|<=|>=|<|>|\^|~|=)?v?\d[\w.*+!-]*)?$/.test(each)),
  );
