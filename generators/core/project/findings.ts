import type { Finding, FindingRule } from '../model/detection.js';
import { holds, matchesOf, type RuleContext } from './rules.js';

/** Stands between the two texts of a finding while one rule fills both. */
const seam = '\u0000';

/** In a fix, which may be a command, what comes from the project stands as words of a shell. */
const asWords = (fix: string): string => fix.replace(/(?<!\$)\{(?=\w+\})/g, '{sh:');

/** Places that are shown for one finding. */
const most = 3;

/** What rules find left to do; places with the same thing to do are listed together. */
export function findingsOf(ground: RuleContext, rules: readonly FindingRule[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { if: rule, unless, blocks, headline, fix } of rules) {
    if (unless !== undefined && holds(ground, unless)) continue;
    for (const { value, evidence } of matchesOf(ground, { ...rule, value: `${headline}${seam}${asWords(fix)}` })) {
      // What a file says may hold the seam too; a word of a shell never does.
      const cut = value.lastIndexOf(seam);
      const [told, mend] = [value.slice(0, cut), value.slice(cut + seam.length)];
      const before = findings.get(told)?.evidence ?? [];
      const places = before.length < most ? [...before, evidence()] : before;
      findings.set(told, { headline: told, fix: mend, blocks, evidence: places });
    }
  }
  return [...findings.values()];
}
