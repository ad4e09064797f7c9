import type { LockFault, LockRules } from '../../model/locks.js';
import type { Requirement } from '../../model/readiness.js';
import { shellWord } from '../../model/shell.js';
import type { Lock, LockEntry } from '../locks.js';
import { filled } from '../filled.js';
import { met, missing, unknown } from '../verdict.js';
import type { Ground } from './ground.js';
import { isMember } from './workspaces.js';

/** Places shown for one fault. */
const shown = 3;

/** The fix for a fault, with what it is about as shell words. */
export const fixOf = (
  ground: Ground,
  rules: LockRules,
  fault: LockFault,
  words: Readonly<Record<string, readonly string[]>> = {},
): string =>
  filled(rules.fixes[fault], {
    file: rules.files.at(-1) ?? '',
    alone: isMember(ground, rules) ? rules.workspaces.alone : '',
    ...Object.fromEntries(Object.entries(words).map(([key, all]) => [key, all.map(shellWord).join(' ')])),
  });

/** Settings that change what is installed go along. */
export const ofSettings = ({ detected }: Ground): Requirement[] =>
  (detected.lists.settings ?? []).map(({ value, evidence }) =>
    met('settings', 'build', { headline: `Nix installs with ${value}, too`, evidence: evidence.slice(0, 1) }),
  );

export const distinctNames = (all: readonly LockEntry[]): string[] => [...new Set(all.map(({ name }) => name))];

/** One requirement about some entries. */
export function told(
  is: 'missing' | 'unknown',
  lock: Lock,
  entries: readonly LockEntry[],
  headline: string,
  what: string,
): Requirement {
  const evidence = entries.slice(0, shown).map(lock.evidenceOf);
  return is === 'missing'
    ? missing('lock', 'build', { headline, fix: what, evidence })
    : unknown('lock', 'build', { headline, check: what, evidence });
}
