import type { Fact, Rule, Observation } from '../model/detection.js';
import { matchesOf, type RuleContext } from './rules.js';

/** From here on a fact is relied on without asking: a wrong guess costs more than a question. */
const threshold = 0.6;

/** By how much a fact must be firmer than what it beat. */
const margin = 0.1;

/** From here on nothing contradicts it: the user said so, in the one place for that. */
const certain = 0.99;

/** Places that are shown for one value. */
const shown = 5;

/**
 * Every value that rules speak for, the firmest first; of rules that agree, the firmest counts.
 *
 * @param rules one without `confidence` is certain
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

/** Weighs values against each other; nothing where there is none. */
export function factOf(seen: readonly Observation[]): Fact | undefined {
  const [first, ...alternatives] = seen;
  if (!first) return undefined;
  const lead = first.confidence - (alternatives[0]?.confidence ?? 0);
  // Differences of the second decimal place are rounding, not evidence.
  const settled = first.confidence >= threshold && (lead > margin - 0.005 || first.confidence >= certain);
  return { ...first, settled, alternatives };
}

/**
 * How firmly many rules together say the same thing: each leaves less room for doubt.
 *
 * @returns nothing where no rule holds
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
