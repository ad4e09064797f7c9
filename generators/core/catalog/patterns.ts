import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { analyse } from 'scslre';

/** How many characters one match may contain, not counting repetitions that stay on their line. */
const longest = 2_000;

/** When two repetitions are compared, a bound of this or more counts as unbounded. */
const many = 10;

/** A regular expression from a manifest, and the keys that lead to it. */
export interface Pattern {
  readonly where: string;
  readonly source: string;
}

/**
 * Every regular expression in the detection rules below a value.
 *
 * @param where what comes before the keys, e.g. "detect."
 */
export function patternsIn(value: unknown, where: string): Pattern[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    typeof each === 'string' && ['pattern', 'except', 'development', 'production'].includes(key)
      ? [{ where: `${where}${key}`, source: each }]
      : patternsIn(each, `${where}${key}.`),
  );
}

/**
 * Finds what could keep a pattern from taking linear time on some text. There are two causes:
 *
 * - It can match far ahead, from many places in a text. So a repetition has a bound, or the pattern begins with `^` and
 *   the repetition stays on its line.
 * - Two repetitions can match the same characters, and trade them. Found by scslre, the base of eslint-plugin-regexp.
 *
 * @returns one line per problem, with a text that shows it
 */
export function patternFaults(source: string): string[] {
  const ast = new RegExpParser().parsePattern(source);
  const faults = [
    ...reachFaults(ast),
    ...tradeFaults(source, 'm', { Move: true }),
    ...tradeFaults(unbounded(ast), 'm', { Move: false }),
  ];
  return [...new Set(faults)];
}

/** What scslre finds: repetitions that trade characters, within one match or, as a move, between starting positions. */
export function tradeFaults(source: string, flags: string, { Move }: { readonly Move: boolean }): string[] {
  const { reports } = analyse({ source, flags }, { reportTypes: { Move, Self: true, Trade: true } });
  return reports.map((report) => {
    const parts = report.type === 'Trade' ? [report.startQuant, report.endQuant] : [report.quant];
    const time = report.exponential ? 'exponential' : 'quadratic';
    return `${parts.map(({ raw }) => raw).join(' and ')} can take ${time} time: try ${JSON.stringify(report.character.pick)} 50,000 times there`;
  });
}

function reachFaults(ast: AST.Pattern): string[] {
  const anchored = ast.alternatives.every(
    ({ elements: [first] }) => first?.type === 'Assertion' && first.kind === 'start',
  );
  const faults: string[] = [];
  visitRegExpAST(ast, {
    onQuantifierEnter({ max, raw, element }) {
      if (max !== Infinity || (anchored && isOnOneLine(element))) return;
      const way = anchored ? 'can leave its line' : 'has no end in a pattern without ^';
      faults.push(`${raw} ${way}: try the text before it 50,000 times, and write e.g. {0,200}`);
    },
    onBackreferenceEnter({ raw }) {
      faults.push(`${raw} refers back, and no bound is known for what it matches`);
    },
  });
  const length = reachOf(ast);
  return length > longest ? [...faults, `it can match ${length} characters, and ${longest} are the limit`] : faults;
}

/** A set of characters without line ends: repeated, it stays on the line where it began. */
const isOnOneLine = (element: AST.QuantifiableElement): boolean =>
  ['Character', 'CharacterClass', 'CharacterSet'].includes(element.type) && !new RegExp(element.raw).test('\n');

/** The most characters that a part can match; unbounded repetitions are checked separately. */
function reachOf(node: AST.Node): number {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return Math.max(0, ...node.alternatives.map(reachOf));
    case 'Alternative':
      return node.elements.reduce((sum, element) => sum + reachOf(element), 0);
    case 'Assertion':
      return 'alternatives' in node ? Math.max(0, ...node.alternatives.map(reachOf)) : 0;
    case 'Quantifier':
      return node.max === Infinity ? 0 : node.max * reachOf(node.element);
    default:
      return 1;
  }
}

/** The pattern without its high bounds: what trades here also trades up to the bound, at each starting position. */
export function unbounded(ast: AST.Pattern): string {
  const bounded: AST.Quantifier[] = [];
  visitRegExpAST(ast, {
    onQuantifierEnter: (node) => {
      if (node.max >= many && node.max !== Infinity) bounded.push(node);
    },
  });
  return bounded
    .toSorted((a, b) => b.element.end - a.element.end)
    .reduce((source, { element, end, min, greedy }) => {
      const repetition = `{${min},}${greedy ? '' : '?'}`;
      return source.slice(0, element.end) + repetition + source.slice(end);
    }, ast.raw);
}
