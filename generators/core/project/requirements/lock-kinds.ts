import type { LockKind, LockRules } from '../../model/locks.js';
import type { Requirement } from '../../model/readiness.js';
import { evidenceOf, keyFinder } from '../evidence.js';
import { askedIn, textLockOf } from '../lock-kinds.js';
import { recordOf, textOf } from '../values.js';
import { missing } from '../verdict.js';
import { entryRequirements } from './lock-entries.js';
import { fixOf, ofSettings } from './lock-told.js';
import { memberNames } from './workspaces.js';
import { some, type Ground } from './ground.js';

type Data = Readonly<Record<string, unknown>>;

/** What another kind of lock file must say, which Nix reads instead of the usual one. */
export function kindRequirements(ground: Ground, rules: LockRules, kind: LockKind, declared: Data): Requirement[] {
  const { fixes, trusted } = kind;
  const own = { ...rules, trusted, files: [kind.file], fixes: { ...rules.fixes, ...fixes } };
  return [
    ...ofBehind(ground, own, kind, declared),
    ...ofSettings(ground),
    ...entryRequirements(ground, own, textLockOf(ground, own, kind), declared),
  ];
}

/** The same requirement, with the commands of the tool that wrote the lock file. */
export function inWordsOf({ instead }: LockKind, requirement: Requirement): Requirement {
  const said = (text: string): string =>
    Object.entries(instead).reduce((all, [from, to]) => all.replaceAll(from, to), text);
  const { state } = requirement;
  if (state.is === 'missing' && state.fix !== undefined)
    return { ...requirement, state: { ...state, fix: said(state.fix) } };
  return state.is === 'unknown' ? { ...requirement, state: { ...state, check: said(state.check) } } : requirement;
}

/** A lock file of a form that can't be built. */
export const refusedKind = (ground: Ground, rules: LockRules, { file, header }: LockKind): Requirement =>
  missing('lock', 'build', {
    headline: header.headline,
    fix: fixOf(ground, { ...rules, fixes: { ...rules.fixes, absent: header.fix } }, 'absent', { other: [file] }),
    evidence: [evidenceOf(file, 1, ground.tree.start(file))],
  });

/** Names that the project asks for in another way than its lock file says. */
function ofBehind(ground: Ground, rules: LockRules, kind: LockKind, declared: Data): Requirement[] {
  const { tree } = ground;
  const { unless, all } = kind.asked;
  if (
    unless.some((key) => key.split('.').reduce<unknown>((data, each) => recordOf(data)[each], declared) !== undefined)
  )
    return [];
  const locked = askedIn(tree, kind);
  const members = memberNames(ground, rules);
  const wanted = [...rules.wanted, rules.optional].flatMap((list) => Object.entries(recordOf(declared[list])));
  const apart = wanted
    .filter(
      ([name, range]) => !members.has(name) && !isLocal(textOf(range)) && locked.get(name)?.has(textOf(range)) !== true,
    )
    .map(([name]) => name);
  const names = new Set(rules.declared.flatMap((list) => Object.keys(recordOf(declared[list]))));
  const gone = all ? [...locked.keys()].filter((name) => !names.has(name)) : [];
  const distinct = [...new Set([...apart, ...gone])];
  const [first] = distinct;
  if (first === undefined) return [];
  const find = keyFinder(tree, kind.file, tree.text(kind.file) ?? '');
  return [
    missing('lock', 'build', {
      headline: `${kind.file} is out of step with ${rules.manifest}: ${some(distinct)}`,
      fix: fixOf(ground, rules, 'behind'),
      evidence: [find(first, '')],
    }),
  ];
}

/** Whether a range is the address of a part of the project. */
const isLocal = (range: string): boolean => /^(?:workspace|link|file|portal):/.test(range);
