import type { Fact, Observation } from '../model/detection.js';
import type { Rule } from '../model/rule.js';
import { matchesOf, type RuleContext } from './rules.js';

/** From this confidence on, a fact is used without asking: a wrong guess costs more than a question. */
const threshold = 0.6;

/** How much more confidence a fact needs than the runner-up. */
const margin = 0.1;

/** From this confidence on, nothing contradicts it: the user said so, in the one place for that. */
const certain = 0.99;

/** Places shown for one value. */
const shown = 5;

/**
 * Every value that rules find, highest confidence first; if rules agree, the highest one counts.
 *
 * @param rules a rule without `confidence` is certain
 */
export function seenBy(ground: RuleContext, rules: readonly Rule[]): Observation[] {
  const seen = new Map<string, Observation>();
  for (const rule of rules) {
    for (const { value, evidence } of matchesOf(ground, rule)) {
      if (value === '') continue;
      const before = seen.get(value);
      const confidence = rule.confidence ?? 1;
      const firmer = before === undefined || confidence > before.confidence;
      const places = firmer ? [evidence(), ...(before?.evidence ?? [])] : [...before.evidence, evidence()];
      seen.set(value, {
        value,
        confidence: Math.max(confidence, before?.confidence ?? 0),
        evidence: distinct(places),
        needs: firmer ? (rule.needs ?? []) : before.needs,
      });
    }
  }
  return [...seen.values()].sort((a, b) => b.confidence - a.confidence);
}

const distinct = (places: Observation['evidence']): Observation['evidence'] =>
  places
    .filter((each, index) => places.findIndex(({ path, line }) => path === each.path && line === each.line) === index)
    .slice(0, shown);

/** Weighs values against each other; undefined if there are none. */
export function factOf(seen: readonly Observation[]): Fact | undefined {
  const [first, ...alternatives] = seen;
  if (!first) return undefined;
  const lead = first.confidence - (alternatives[0]?.confidence ?? 0);
  // Differences of less than half a hundredth are rounding, not evidence.
  const settled = first.confidence >= threshold && (lead > margin - 0.005 || first.confidence >= certain);
  return { ...first, settled, alternatives };
}

/**
 * Combined confidence of many rules that say the same thing: each one leaves less room for doubt.
 *
 * @returns undefined if no rule matches
 */
export function together(ground: RuleContext, value: string, rules: readonly Rule[]): Observation | undefined {
  const holding = rules.flatMap((rule) => {
    const matches = matchesOf(ground, rule);
    return matches.length === 0 ? [] : [{ doubt: 1 - (rule.confidence ?? 1), matches }];
  });
  if (holding.length === 0) return undefined;
  const doubt = holding.reduce((product, rule) => product * rule.doubt, 1);
  const evidence = distinct(holding.flatMap(({ matches }) => matches.slice(0, 1)).map((match) => match.evidence()));
  return { value, confidence: Math.round((1 - doubt) * 100) / 100, evidence, needs: [] };
}
