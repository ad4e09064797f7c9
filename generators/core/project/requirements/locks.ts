import type { LockRules } from '../../model/locks.js';
import type { Requirement } from '../../model/readiness.js';
import { evidenceOf, keyFinder } from '../evidence.js';
import { lockFileOf, lockOf, type Lock } from '../locks.js';
import { dataOf, recordOf, textOf } from '../values.js';
import { met, missing } from '../verdict.js';
import { entryRequirements } from './lock-entries.js';
import { fixOf } from './lock-told.js';
import { some, type Ground } from './ground.js';
import { hasMembers } from './workspaces.js';

/** There must be a lock file, in step with the manifest, and a build must be able to fetch what it names. */
export function lockRequirements(ground: Ground): Requirement[] {
  const { tree, template } = ground;
  const rules = template.detect.lock;
  // From a manifest that can't be read, nothing follows.
  const manifest = rules === undefined ? undefined : dataOf(tree, rules.manifest);
  if (rules === undefined || manifest === undefined || hasMembers(ground, rules)) return [];
  const declared = recordOf(manifest);
  if (lockFileOf(tree, rules) === undefined) return ofAbsent(ground, rules, declared);
  const lock = lockOf(tree, rules);
  if (lock === undefined) return [];
  const behind = ofBehind(ground, rules, lock, declared);
  return [...behind, ...ofSettings(ground), ...entryRequirements(ground, rules, lock, declared)];
}

/** Settings that change what is installed go along. */
const ofSettings = ({ detected }: Ground): Requirement[] =>
  (detected.lists.settings ?? []).map(({ value, evidence }) =>
    met('settings', 'build', { headline: `Nix installs with ${value}, too`, evidence: evidence.slice(0, 1) }),
  );

type Data = Readonly<Record<string, unknown>>;

function ofAbsent(ground: Ground, rules: LockRules, declared: Data): Requirement[] {
  const { tree, detected } = ground;
  const names = rules.declared.flatMap((list) => Object.keys(recordOf(declared[list])));
  const [first] = names;
  if (first === undefined) return [];
  const file = rules.files.at(-1) ?? '';
  const other = rules.others.find((path) => detected.top.includes(path));
  const find = keyFinder(tree, rules.manifest, tree.text(rules.manifest) ?? '');
  const reason = other === undefined ? '' : `: ${other} isn't read`;
  return [
    missing('lock', 'build', {
      headline: `There's no ${file}, the only lock file that Nix can use here${reason}`,
      fix: fixOf(ground, rules, other !== undefined && other === rules.rewritten ? 'rewriting' : 'absent', {
        other: [other ?? ''],
      }),
      evidence: [other === undefined ? find(first, '') : evidenceOf(other, 1, tree.start(other))],
    }),
  ];
}

/** Names whose record differs, and those without an entry. */
function ofBehind(ground: Ground, rules: LockRules, lock: Lock, declared: Data): Requirement[] {
  const { tree } = ground;
  const { optional, declared: lists, after, manifest } = rules;
  const apart = recordOf(declared[optional]);
  const places = new Set(lock.entries.map(({ place }) => place));
  const names = lists.flatMap((list) => {
    const [asked, locked] = [recordOf(declared[list]), recordOf(lock.own[list])];
    return Object.keys({ ...asked, ...locked }).filter((name) => {
      // What is optional, too, is only written there.
      if (list !== optional && Object.hasOwn(apart, name)) return false;
      const isThere = list === optional || rules.wanted.includes(list) ? places.has(`${after}${name}`) : true;
      return textOf(asked[name]) !== textOf(locked[name]) || (!isThere && list !== optional);
    });
  });
  const distinct = [...new Set(names)];
  const [first] = distinct;
  if (first === undefined) return [];
  const [at, text] = [lock.path, tree.text(lock.path) ?? ''];
  return [
    missing('lock', 'build', {
      headline: `${at} is out of step with ${manifest}: ${some(distinct)}`,
      fix: fixOf(ground, rules, 'behind'),
      evidence: [keyFinder(tree, at, text)(first, '')],
    }),
  ];
}
