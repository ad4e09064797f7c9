import type { LockRules } from '../../model/locks.js';
import type { Requirement } from '../../model/readiness.js';
import { evidenceOf, keyFinder } from '../evidence.js';
import { lockKindOf } from '../lock-kinds.js';
import { lockFileOf, lockOf, type Lock } from '../locks.js';
import { dataOf, recordOf, textOf } from '../values.js';
import { missing } from '../verdict.js';
import { entryRequirements } from './lock-entries.js';
import { kindRequirements, refusedKind } from './lock-kinds.js';
import { fixOf, ofSettings } from './lock-told.js';
import { some, type Ground } from './ground.js';
import { hasMembers } from './workspaces.js';

/** There must be a lock file, in step with the manifest, and a build must be able to fetch what it names. */
export function lockRequirements(ground: Ground): Requirement[] {
  const { tree, template } = ground;
  const rules = template.detect.lock;
  // From a manifest that can't be read, nothing follows.
  const manifest = rules === undefined ? undefined : dataOf(tree, rules.manifest);
  if (rules === undefined || manifest === undefined) return [];
  const declared = recordOf(manifest);
  const kind = lockKindOf(tree, rules, ground.detected.facts);
  if (kind !== undefined)
    return [...kindRequirements(ground, rules, kind, declared), ...ofUnread(ground, rules, kind.file)];
  if (hasMembers(ground, rules)) return [];
  return ofUsual(ground, rules, declared);
}

/** What the usual lock file must say. */
function ofUsual(ground: Ground, rules: LockRules, declared: Data): Requirement[] {
  const { tree } = ground;
  if (lockFileOf(tree, rules) === undefined) return ofAbsent(ground, rules, declared);
  const lock = lockOf(tree, rules);
  if (lock === undefined) return [];
  const behind = ofBehind(ground, rules, lock, declared);
  return [
    ...behind,
    ...ofSettings(ground),
    ...entryRequirements(ground, rules, lock, declared),
    ...ofUnread(ground, rules, lock.path),
  ];
}

/** Lock files beside the one that counts. */
const ofUnread = (ground: Ground, rules: LockRules, read: string): Requirement[] =>
  rules.others
    .filter((path) => path !== read && ground.detected.top.includes(path))
    .map((path) =>
      missing('lock', 'keep', {
        headline: `${path} isn't read: Nix installs what ${read} lists`,
        fix: fixOf(ground, rules, 'unread', { path: [path] }),
        evidence: [evidenceOf(path, 1, ground.tree.start(path))],
      }),
    );

type Data = Readonly<Record<string, unknown>>;

function ofAbsent(ground: Ground, rules: LockRules, declared: Data): Requirement[] {
  const { tree, detected } = ground;
  const names = rules.declared.flatMap((list) => Object.keys(recordOf(declared[list])));
  const [first] = names;
  if (first === undefined) return [];
  const refused = rules.kinds.filter(({ file }) => detected.top.includes(file));
  if (refused.length > 0) return refused.map((kind) => refusedKind(ground, rules, kind));
  const file = rules.files.at(-1) ?? '';
  const other = rules.others.find((path) => detected.top.includes(path));
  const find = keyFinder(tree, rules.manifest, tree.text(rules.manifest) ?? '');
  const reason = other === undefined ? '' : `: ${other} isn't read`;
  return [
    missing('lock', 'build', {
      headline: `There's no ${file} or other lock file that Nix can use here${reason}`,
      fix: fixOf(ground, rules, 'absent'),
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
