/*
 * Conditions on the system and the language's version, after a requirement:
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 */

/** What a condition's variables stand for. An empty value isn't known in advance. */
export type Variables = Readonly<Record<string, string>>;

/** A condition that breaks the grammar. */
export class NoMarker extends Error {}

/** How deep brackets may nest, and how many words there may be; real conditions have a tenth of it. */
const limits = { depth: 20, words: 200 } as const;

const word = /\s*(?:(\()|(\))|(===|==|~=|!=|<=|>=|<|>)|'([^']*)'|"([^"]*)"|([A-Za-z_][\w.]*))/y;

interface Word {
  readonly kind: '(' | ')' | 'operator' | 'text' | 'name';
  readonly text: string;
}

/**
 * Whether a condition holds; undefined if that isn't known in advance.
 *
 * @param extras the optional lists that are wanted
 * @throws NoMarker
 */
export function holdsFor(
  condition: string,
  variables: Variables,
  extras: ReadonlySet<string> = new Set(),
): boolean | undefined {
  const words = wordsOf(condition);
  let at = 0;
  const next = (): Word | undefined => words[at];
  const isWord = (text: string): boolean => next()?.kind === 'name' && next()?.text === text;

  const anyOf = (depth: number): Truth => {
    let truth = allOf(depth);
    while (isWord('or')) {
      at += 1;
      truth = either(truth, allOf(depth));
    }
    return truth;
  };
  const allOf = (depth: number): Truth => {
    let truth = single(depth);
    while (isWord('and')) {
      at += 1;
      truth = both(truth, single(depth));
    }
    return truth;
  };
  const single = (depth: number): Truth => {
    if (depth > limits.depth) throw new NoMarker();
    if (next()?.kind === '(') {
      at += 1;
      const truth = anyOf(depth + 1);
      if (next()?.kind !== ')') throw new NoMarker();
      at += 1;
      return truth;
    }
    const left = value();
    const operator = comparison();
    return compared(left, operator, value(), { ...variables }, extras);
  };
  const value = (): Word => {
    const found = next();
    if (found?.kind !== 'text' && found?.kind !== 'name') throw new NoMarker();
    at += 1;
    return found;
  };
  const comparison = (): string => {
    const found = next();
    at += 1;
    if (found?.kind === 'operator') return found.text;
    if (found?.kind === 'name' && found.text === 'in') return 'in';
    if (found?.kind === 'name' && found.text === 'not' && isWord('in')) {
      at += 1;
      return 'not in';
    }
    throw new NoMarker();
  };

  const truth = anyOf(0);
  if (at < words.length) throw new NoMarker();
  return truth;
}

/** Undefined stands for "not known". */
type Truth = boolean | undefined;

const either = (a: Truth, b: Truth): Truth => (a === true || b === true ? true : a === false ? b : undefined);
const both = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a === true ? b : undefined);

function wordsOf(condition: string): Word[] {
  const words: Word[] = [];
  const text = condition.trim();
  word.lastIndex = 0;
  for (let from = 0; from < text.length; from = word.lastIndex) {
    word.lastIndex = from;
    const match = word.exec(text);
    if (!match || words.length === limits.words) throw new NoMarker();
    const [, open, close, operator, single, double, name] = match as (string | undefined)[];
    const kind = open ? '(' : close ? ')' : operator ? 'operator' : name === undefined ? 'text' : 'name';
    words.push({ kind, text: name ?? operator ?? single ?? double ?? '' });
  }
  return words;
}

/** Old names of variables, with dots, mean the same. */
const older: Variables = {
  'os.name': 'os_name',
  'sys.platform': 'sys_platform',
  'platform.machine': 'platform_machine',
  'platform.version': 'platform_version',
  'platform.python_implementation': 'platform_python_implementation',
  python_implementation: 'platform_python_implementation',
};

function compared(left: Word, operator: string, right: Word, variables: Variables, extras: ReadonlySet<string>): Truth {
  const other = left.text === 'extra' && left.kind === 'name' ? right : left;
  if ([left, right].some(({ kind, text }) => kind === 'name' && /^(?:extra|extras|dependency_groups)$/.test(text)))
    return operator === '!=' || operator === 'not in' ? !extras.has(other.text) : extras.has(other.text);
  const [a, b] = [left, right].map(({ kind, text }) => {
    if (kind === 'text') return text;
    const found = variables[older[text] ?? text];
    if (found === undefined) throw new NoMarker();
    return found;
  }) as [string, string];
  if ((a === '' && left.kind === 'name') || (b === '' && right.kind === 'name')) return undefined;
  if (operator === 'in') return b.includes(a);
  if (operator === 'not in') return !b.includes(a);
  return version.test(a) && version.test(b) ? versionsCompare(a, operator, b) : textsCompare(a, operator, b);
}

const version = /^v?\d+(?:\.\d+)*(?:\.\*|(?:[._-]?(?:a|b|rc|dev|post)\d*)*)$/;

function versionsCompare(a: string, operator: string, b: string): boolean {
  const [own, asked] = [numbers(a), numbers(b)];
  if (b.endsWith('.*')) {
    const begins = order(own.slice(0, asked.length), asked) === 0;
    return operator === '!=' ? !begins : begins;
  }
  if (operator === '~=')
    return order(own, asked) >= 0 && order(own.slice(0, asked.length - 1), asked.slice(0, -1)) === 0;
  return holdsInOrder(order(own, asked), operator);
}

const textsCompare = (a: string, operator: string, b: string): boolean =>
  holdsInOrder(a === b ? 0 : a < b ? -1 : 1, operator);

function holdsInOrder(sign: number, operator: string): boolean {
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
    case '!=':
      return sign !== 0;
    default:
      return sign === 0;
  }
}

const numbers = (text: string): number[] => (/\d+(?:\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number);

/** 3.0 and 3 are the same version. */
function order(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
