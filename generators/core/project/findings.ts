import type { Finding, FindingRule } from '../detection.js';
import { holds, matchesOf, type Ground } from './rules.js';

/** Stands between the two texts of a finding while one rule fills both. */
const seam = '\u0000';

/** Places that are shown for one finding. */
const shown = 3;

/** What rules find left to do; places where the same thing is to be done are told together. */
export function findingsOf(ground: Ground, rules: readonly FindingRule[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { if: rule, unless, blocks, headline, fix } of rules) {
    if (unless !== undefined && holds(ground, unless)) continue;
    for (const { value, evidence } of matchesOf(ground, { ...rule, value: `${headline}${seam}${fix}` })) {
      const [told = '', mend = ''] = value.split(seam);
      const before = findings.get(told)?.evidence ?? [];
      const places = before.length < shown ? [...before, evidence()] : before;
      findings.set(told, { headline: told, fix: mend, blocks, evidence: places });
    }
  }
  return [...findings.values()];
}
