import { stages, type Stage } from '../model/rule.js';
import type { Requirement, Verdict } from '../model/readiness.js';

/** What follows from all requirements. Within a stage, their order stays. */
export function verdictOf(requirements: readonly Requirement[]): Verdict {
  const ordered = stages.flatMap((stage) => requirements.filter((each) => each.stage === stage));
  const deciding = ordered.filter(({ stage }) => stage !== 'keep');
  const blockers = deciding.filter(({ state }) => state.is === 'missing');
  const checks = deciding.filter(({ state }) => state.is === 'unknown');
  const later = ordered.filter(({ stage, state }) => stage === 'keep' && state.is !== 'met');
  const isHopeless = blockers.some(({ state }) => state.is === 'missing' && state.fix === undefined);
  const is = isHopeless ? 'not-yet' : blockers.length + checks.length > 0 ? 'after-steps' : 'ready';
  return { is, blockers, checks, later };
}

/** A requirement that isn't met, with what mends it. */
export const missing = (
  kind: string,
  stage: Stage,
  { headline, fix, evidence = [], process }: Told & { readonly fix?: string },
): Requirement => ({
  ...{ kind, stage, headline, evidence },
  ...(process === undefined ? {} : { process }),
  state: { is: 'missing', ...(fix === undefined ? {} : { fix }) },
});

/** A requirement that we can't judge, with how to find out. */
export const unknown = (
  kind: string,
  stage: Stage,
  { headline, check, evidence = [], process }: Told & { readonly check: string },
): Requirement => ({
  ...{ kind, stage, headline, evidence },
  ...(process === undefined ? {} : { process }),
  state: { is: 'unknown', check },
});

/** A requirement that is met. */
export const met = (kind: string, stage: Stage, { headline, evidence = [], process }: Told): Requirement => ({
  ...{ kind, stage, headline, evidence },
  ...(process === undefined ? {} : { process }),
  state: { is: 'met' },
});

interface Told {
  readonly headline: string;
  readonly evidence?: Requirement['evidence'];
  readonly process?: string;
}
