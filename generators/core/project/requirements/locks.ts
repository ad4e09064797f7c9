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
import { memberFolders, workspaceOf } from './workspaces.js';

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
  // What mends it is said there.
  if (lockFileOf(tree, rules) === undefined && workspaceOf(ground, rules) !== undefined) return [];
  return ofUsual(ground, rules, declared);
}

/** What the usual lock file must say. */
function ofUsual(ground: Ground, rules: LockRules, declared: Data): Requirement[] {
  const { tree } = ground;
  if (lockFileOf(tree, rules) === undefined) return ofAbsent(ground, rules);
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

function ofAbsent(ground: Ground, rules: LockRules): Requirement[] {
  const { tree, detected } = ground;
  const listed = (manifest: Data): string[] => rules.declared.flatMap((list) => Object.keys(recordOf(manifest[list])));
  const [place] = [
    rules.manifest,
    ...memberFolders(ground, rules).map((folder) => `${folder}/${rules.manifest}`),
  ].filter((path) => listed(recordOf(dataOf(tree, path))).length > 0);
  if (place === undefined) return [];
  const refused = rules.kinds.filter(({ file }) => detected.top.includes(file));
  if (refused.length > 0) return refused.map((kind) => refusedKind(ground, rules, kind));
  const file = rules.files.at(-1) ?? '';
  const other = rules.others.find((path) => detected.top.includes(path));
  const find = keyFinder(tree, place, tree.text(place) ?? '');
  const [first = ''] = listed(recordOf(dataOf(tree, place)));
  const reason = other === undefined ? '' : `: ${other} isn't read`;
  return [
    missing('lock', 'build', {
      headline: `There's no ${file} or other lock file that Nix can use here${reason}`,
      fix: fixOf(ground, rules, 'absent'),
      evidence: [other === undefined ? find(first, '') : evidenceOf(other, 1, tree.start(other))],
    }),
  ];
}

/** The project and its own packages must ask for what the lock file says. */
function ofBehind(ground: Ground, rules: LockRules, lock: Lock, declared: Data): Requirement[] {
  const { tree } = ground;
  const { manifest } = rules;
  const members = memberFolders(ground, rules).map((folder) => ({
    path: `${folder}/${manifest}`,
    names: behindIn(rules, lock, folder, recordOf(dataOf(tree, `${folder}/${manifest}`))),
  }));
  const behind = [{ path: manifest, names: behindIn(rules, lock, '', declared) }, ...members].filter(
    ({ names }) => names.length > 0,
  );
  const [first] = behind;
  if (first === undefined) return [];
  const [at, text] = [lock.path, tree.text(lock.path) ?? ''];
  return [
    missing('lock', 'build', {
      headline: `${at} is out of step with ${some(behind.map(({ path }) => path))}: ${some([...new Set(behind.flatMap(({ names }) => names))])}`,
      fix: fixOf(ground, rules, 'behind'),
      evidence: [keyFinder(tree, at, text)(first.names[0] ?? '', '')],
    }),
  ];
}

/** Names whose record differs, and those without an entry. A package that the lock file doesn't know is one itself. */
function behindIn(rules: LockRules, lock: Lock, folder: string, declared: Data): string[] {
  const { optional, declared: lists, after } = rules;
  const own = folder === '' ? lock.own : lock.folders.get(folder);
  if (own === undefined) return [textOf(declared.name) || folder];
  const apart = recordOf(declared[optional]);
  const isLocked = (name: string): boolean => lock.has(`${after}${name}`) || lock.has(`${folder}/${after}${name}`);
  const names = lists.flatMap((list) => {
    const [asked, locked] = [recordOf(declared[list]), recordOf(own[list])];
    return Object.keys({ ...asked, ...locked }).filter((name) => {
      // What is optional, too, is only written there.
      if (list !== optional && Object.hasOwn(apart, name)) return false;
      const isThere = rules.wanted.includes(list) ? isLocked(name) : true;
      return textOf(asked[name]) !== textOf(locked[name]) || (!isThere && list !== optional);
    });
  });
  return [...new Set(names)];
}
