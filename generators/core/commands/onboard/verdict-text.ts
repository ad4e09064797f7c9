import type { Requirement, Verdict } from '../../model/readiness.js';
import { shown, shownLines } from '../../model/shown.js';
import { style } from '../../terminal/style.js';
import { place } from './places.js';

/** The verdict in one line. */
function verdictLine({ is, blockers, checks }: Verdict): string {
  const steps = blockers.length + checks.length;
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
export function verdictLines(verdict: Verdict): string[] {
  const { blockers, checks, later } = verdict;
  return [
    '',
    verdictLine(verdict),
    ...section('Before it builds and starts:', blockers, 1),
    ...section('Check before you deploy:', checks, blockers.length + 1),
    ...section('Left to do:', later, blockers.length + checks.length + 1),
  ];
}

/** The same as a text that ends with an empty line. */
export const verdictText = (verdict: Verdict): string => [...verdictLines(verdict), ''].join('\n');

const section = (heading: string, all: readonly Requirement[], from: number): string[] =>
  all.length === 0 ? [] : ['', style.bold(heading), ...all.flatMap((each, index) => item(each, from + index))];

function item({ headline, state, stage, evidence }: Requirement, number: number): string[] {
  const stands = state.is === 'missing' && stage !== 'keep';
  const step = state.is === 'unknown' ? state.check : state.is === 'missing' ? state.fix : undefined;
  return [
    `  ${number}. ${stands ? style.red(shown(headline)) : shown(headline)}`,
    ...evidence.map((each) => style.dim(`     ${shown(place(each))}`)),
    ...(step === undefined ? [] : [`     ${style.cyan(shownLines(step))}`]),
  ];
}
