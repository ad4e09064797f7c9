import type { Finding, FindingRule } from '../detection.js';
import { matchesOf, type Ground } from './rules.js';

/** Stands between the two texts of a finding while one rule fills both. */
const seam = '\u0000';

/** What rules find left to do; places where the same thing is to be done are told together. */
export function findingsOf(ground: Ground, rules: readonly FindingRule[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { if: holds, unless, blocks, headline, fix } of rules) {
    if (unless !== undefined && matchesOf(ground, unless).length > 0) continue;
    for (const { value, evidence } of matchesOf(ground, { ...holds, value: `${headline}${seam}${fix}` })) {
      const [told = '', mend = ''] = value.split(seam);
      const before = findings.get(told);
      findings.set(told, {
        headline: told,
        fix: mend,
        blocks,
        evidence: [...(before?.evidence ?? []), evidence].slice(0, 3),
      });
    }
  }
  return [...findings.values()];
}
