import type { Requirement, Verdict } from '../../model/readiness.js';
import { shown, shownLines } from '../../model/shown.js';
import { style } from '../../terminal/style.js';
import { place } from './places.js';

/** What one change mends. */
type Step = readonly Requirement[];

/** The verdict in one line. */
function verdictLine(is: Verdict['is'], steps: number): string {
  const counted = steps === 1 ? 'one step' : `${steps} steps`;
  switch (is) {
    case 'ready':
      return style.green('Ready: it has what it needs to build, boot and answer.');
    case 'after-steps':
      return style.yellow(`Ready after ${counted}.`);
    case 'not-yet':
      return style.red("Not yet: it can't be deployed this way.");
  }
}

/** The verdict and what is left to do, in order, each with its fix: first what stands in the way. */
export function verdictLines({ is, blockers, checks, later }: Verdict): string[] {
  const [first, second, third] = [stepsOf(blockers), stepsOf(checks), stepsOf(later)];
  const deciding = first.length + second.length;
  return [
    '',
    verdictLine(is, deciding),
    ...section('Before it builds and starts:', first, 1),
    ...section('Check before you deploy:', second, first.length + 1),
    ...section('Left to do:', third, deciding + 1),
  ];
}

/** The same as a text that ends with an empty line. */
export const verdictText = (verdict: Verdict): string => [...verdictLines(verdict), ''].join('\n');

function stepsOf(all: readonly Requirement[]): Step[] {
  const steps = new Map<string | Requirement, Requirement[]>();
  for (const each of all) {
    const key = todo(each) ?? each;
    steps.set(key, [...(steps.get(key) ?? []), each]);
  }
  return [...steps.values()];
}

/** What mends it, or how to find out. */
const todo = ({ state }: Requirement): string | undefined =>
  state.is === 'unknown' ? state.check : state.is === 'missing' ? state.fix : undefined;

const section = (heading: string, steps: readonly Step[], from: number): string[] =>
  steps.length === 0 ? [] : ['', style.bold(heading), ...steps.flatMap((each, index) => item(each, from + index))];

function item(step: Step, number: number): string[] {
  const [fix] = step.flatMap((each) => todo(each) ?? []);
  return [
    ...step.flatMap(({ headline, state, stage, evidence }, index) => [
      `${index === 0 ? `  ${number}. ` : '     '}${state.is === 'missing' && stage !== 'keep' ? style.red(shown(headline)) : shown(headline)}`,
      ...evidence.map((each) => style.dim(`     ${shown(place(each))}`)),
    ]),
    ...(fix === undefined ? [] : [`     ${style.cyan(shownLines(fix))}`]),
  ];
}
