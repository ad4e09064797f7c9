/* Versions and what a project requests of them: https://peps.python.org/pep-0440/, and Poetry's ^ and ~. */
import pep440 from '@renovatebot/pep440';

/**
 * How a version compares with what is requested: it `fits`; it is `near`, in the same line of releases; it is `far`, in
 * another line; it is `older` than the oldest that the same line needs; or the request is `unreadable`.
 */
export type Comparison = 'fits' | 'near' | 'far' | 'older' | 'unreadable';

/** No real clause is longer. */
const longest = 200;

/**
 * @param given a version, as in "2.12.3"
 * @param wanted comparisons joined by commas, and alternatives by `|` or `||`; an empty one allows any version
 */
export function compare(given: string, wanted: string): Comparison {
  // nixpkgs has versions of its own for what isn't released, such as "0.7.0dev0-2024-06-18".
  const version = pep440.valid(given) ?? /^\d+(?:\.\d+)*/.exec(given)?.[0] ?? '';
  const own = releaseOf(version);
  if (wanted.length > longest || own === undefined) return 'unreadable';
  const found = wanted.split(/\|\|?/).map((each) => compareAll(version, own, each));
  return order.find((each) => found.includes(each)) ?? 'unreadable';
}

/**
 * Whether every version that is asked for is older than a release.
 *
 * @param wanted as above; false for an empty one, and for what can't be read
 */
export function staysBelow(wanted: string, release: string): boolean {
  if (wanted === '' || wanted.length > longest || !['near', 'far', 'older'].includes(compare(release, wanted)))
    return false;
  return wanted.split(/\|\|?/).every((all) =>
    all
      .split(',')
      .flatMap((each) => clausesOf(each.trim()) ?? [each.trim()])
      .every((clause) => {
        const [, operator = '', version = ''] = /^(===|==|~=|!=|<=|>=|<|>)\s*([^\s*]+?)(?:\.\*)?$/.exec(clause) ?? [];
        // An upper bound says nothing about how new a version must be; all others name one.
        const isBound = operator.startsWith('<') || operator === '!=';
        return isBound || (pep440.valid(version) !== null && pep440.lt(version, release));
      }),
  );
}

/** The best of several alternatives counts. */
const order: readonly Comparison[] = ['fits', 'near', 'older', 'far', 'unreadable'];

function compareAll(version: string, own: readonly number[], wanted: string): Comparison {
  const clauses = wanted.split(',').flatMap((each) => clausesOf(each.trim()) ?? [each.trim()]);
  const found = clauses.filter((each) => each !== '').map((each) => compareOne(version, own, each));
  // The worst of several clauses counts.
  return order.findLast((each) => found.includes(each)) ?? 'fits';
}

function compareOne(version: string, own: readonly number[], clause: string): Comparison {
  const [, operator = '', asked = ''] = /^(===|==|~=|!=|<=|>=|<|>)\s*(\S+)$/.exec(clause) ?? [];
  const release = releaseOf(asked.replace(/\.\*$/, ''));
  if (release === undefined || !pep440.validRange(clause)) return 'unreadable';
  if (pep440.satisfies(version, clause, { prereleases: true })) return 'fits';
  if (operator === '!=') return 'far';
  if (isDated(own) && isDated(release)) return operator.startsWith('>') ? 'older' : 'near';
  if (!isSameLine(own, release)) return 'far';
  if (operator.startsWith('>')) return 'older';
  // "<5" is about the line of 5, and "<5.3" about a release in it.
  const isBound = operator === '<' && release.slice(lineLength(release)).every((part) => part === 0);
  return isBound ? 'far' : 'near';
}

/** Poetry's ^ and ~, and a version alone; undefined for what has an operator already. */
function clausesOf(clause: string): readonly string[] | undefined {
  const [, sign, text = ''] = /^([~^]?)(?!=)\s*(v?\d\S*)$/.exec(clause) ?? [];
  if (sign === undefined) return clause === '*' ? [''] : undefined;
  if (sign === '') return [`==${text}`];
  const release = releaseOf(text);
  if (release === undefined) return undefined;
  const first = release.findIndex((part) => part > 0);
  const length = sign === '~' ? Math.min(2, release.length) : first === -1 ? release.length : first + 1;
  return [
    `>=${text}`,
    `<${release
      .slice(0, length - 1)
      .concat((release[length - 1] ?? 0) + 1)
      .join('.')}`,
  ];
}

const releaseOf = (version: string): readonly number[] | undefined => pep440.parse(version)?.release;

/** How many parts name a line of releases: 2 stands for 2.x, and 0.4 for 0.4.x. */
const lineLength = ([first]: readonly number[]): number => (first === 0 ? 2 : 1);

const isSameLine = (a: readonly number[], b: readonly number[]): boolean =>
  a[0] === b[0] && (lineLength(a) === 1 || (a[1] ?? 0) === (b[1] ?? 0));

/** Whether the first part is a year: then it says nothing about what has changed. */
const isDated = ([first = 0]: readonly number[]): boolean => first >= 1990 && first < 2200;
