import picomatch from 'picomatch';
import type { Rule } from '../../model/rule.js';
import type { RequirementRule } from '../../model/requirement-rules.js';
import type { Requirement } from '../../model/readiness.js';
import { holds, matchesOf, type RuleContext } from '../rules.js';

/** Separates the texts of a requirement while one rule fills in all of them. */
const seam = '\u0000';

/** A fix may be a command, so what comes from the project is inserted in it as shell words. */
const asWords = (fix: string): string => fix.replace(/(?<!\$)\{(?=\w+\})/g, '{sh:');

/** Places shown for one requirement. */
const most = 3;

/** The requirements that rules make; places with the same thing to do are listed together. */
export function ruled(context: RuleContext, rules: readonly RequirementRule[]): Requirement[] {
  const refused = context.tree.unread().flatMap(({ path, fix }) => (fix === undefined ? [] : [path]));
  return rules.flatMap((rule) => {
    if (isDoubtful(context, refused, rule.if) || isDoubtful(context, refused, rule.unless)) return [];
    const isMet = rule.unless !== undefined && holds(context, rule.unless);
    return isMet ? metBy(context, rule) : missingBy(context, rule);
  });
}

/** Whether a rule asks for something in a file that can't be understood: nothing follows from that. */
function isDoubtful(context: RuleContext, refused: readonly string[], rule: Rule | undefined): boolean {
  if (rule === undefined || refused.length === 0) return false;
  const { file = [], dependency, where, without } = rule;
  const globs = [file].flat();
  return (
    (globs.length > 0 && refused.some((path) => picomatch.isMatch(path, globs, { dot: true }))) ||
    (dependency !== undefined && refused.some((path) => context.manifests?.has(path) === true)) ||
    isDoubtful(context, refused, where) ||
    isDoubtful(context, refused, without)
  );
}

function metBy(context: RuleContext, { kind, stage, if: applies, unless, met }: RequirementRule): Requirement[] {
  if (met === undefined || unless === undefined || !holds(context, applies)) return [];
  const evidence = matchesOf(context, { ...unless, value: met }).slice(0, most);
  return [{ kind, stage, headline: evidence[0]?.value ?? met, state: { is: 'met' }, evidence: evidence.map(placeOf) }];
}

const placeOf = (match: ReturnType<typeof matchesOf>[number]): Requirement['evidence'][number] => match.evidence();

function missingBy(context: RuleContext, rule: RequirementRule): Requirement[] {
  const { kind, stage, if: applies, headline, fix, check } = rule;
  const found = new Map<string, Requirement>();
  const value = `${headline}${seam}${asWords(check ?? fix ?? '')}`;
  for (const match of matchesOf(context, { ...applies, value })) {
    // A file's content may contain the seam too; a shell word never does.
    const cut = match.value.lastIndexOf(seam);
    const [told, filled] = [match.value.slice(0, cut), match.value.slice(cut + seam.length)];
    const before = found.get(told)?.evidence ?? [];
    const evidence = before.length < most ? [...before, match.evidence()] : before;
    const state =
      check !== undefined
        ? ({ is: 'unknown', check: filled } as const)
        : ({ is: 'missing', ...(fix === undefined ? {} : { fix: filled }) } as const);
    found.set(told, { kind, stage, headline: told, state, evidence });
  }
  return [...found.values()];
}
