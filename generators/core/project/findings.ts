import type { Finding, FindingRule } from '../model/detection.js';
import { holds, matchesOf, type RuleContext } from './rules.js';

/** Separates the two texts of a finding while one rule fills in both. */
const seam = '\u0000';

/** A fix may be a command, so what comes from the project is inserted in it as shell words. */
const asWords = (fix: string): string => fix.replace(/(?<!\$)\{(?=\w+\})/g, '{sh:');

/** Places shown for one finding. */
const most = 3;

/** What rules find left to do; places with the same thing to do are listed together. */
export function findingsOf(ground: RuleContext, rules: readonly FindingRule[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { if: rule, unless, blocks, headline, fix } of rules) {
    if (unless !== undefined && holds(ground, unless)) continue;
    for (const { value, evidence } of matchesOf(ground, { ...rule, value: `${headline}${seam}${asWords(fix)}` })) {
      // A file's content may contain the seam too; a shell word never does.
      const cut = value.lastIndexOf(seam);
      const [told, mend] = [value.slice(0, cut), value.slice(cut + seam.length)];
      const before = findings.get(told)?.evidence ?? [];
      const places = before.length < most ? [...before, evidence()] : before;
      findings.set(told, { headline: told, fix: mend, blocks, evidence: places });
    }
  }
  return [...findings.values()];
}
