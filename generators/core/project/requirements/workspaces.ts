import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { LockRules } from '../../model/locks.js';
import type { Requirement } from '../../model/readiness.js';
import { shellWord } from '../../model/shell.js';
import { keyFinder } from '../evidence.js';
import { lockKindOf } from '../lock-kinds.js';
import { openTree, type Tree } from '../tree.js';
import { dataOf, recordOf, valuesAt } from '../values.js';
import { missing } from '../verdict.js';
import { some, type Ground } from './ground.js';

/** A package of a workspace. */
interface Member {
  readonly name: string;
  /** Below the workspace's root. */
  readonly folder: string;
  /** Names of what it depends on. */
  readonly needs: readonly string[];
}

/** How many folders above a project are looked at, and how many packages are read. */
const limits = { above: 8, members: 500 } as const;

/** Packages of the same workspace aren't in a lock file that Nix can use. */
export function workspaceRequirements(ground: Ground): Requirement[] {
  const rules = ground.template.detect.lock;
  // The others hold the packages of a workspace, too.
  if (rules === undefined || lockKindOf(ground.tree, rules, ground.detected.facts) !== undefined) return [];
  return [...ofRoot(ground, rules), ...ofMember(ground, rules)];
}

function ofRoot({ tree }: Ground, rules: LockRules): Requirement[] {
  const globs = globsIn(tree, rules);
  if (globs.length === 0) return [];
  const members = membersOf(tree, rules, globs);
  const [first] = [...members].sort((a, b) => usersOf(members, a) - usersOf(members, b));
  const find = keyFinder(tree, rules.manifest, tree.text(rules.manifest) ?? '');
  const folders = members.map(({ folder, name, needs }) => {
    const siblings = needs.filter((each) => each !== name && members.some((other) => other.name === each));
    return siblings.length === 0 ? folder : `${folder} (needs ${some(siblings, 3)})`;
  });
  return [
    missing('workspace', 'build', {
      headline: `Workspaces aren't supported yet${folders.length === 0 ? '' : `: ${some(folders)}`}`,
      fix: `onboard one package that has its own lock file: --root ${first === undefined ? '<its folder>' : shellWord(first.folder)}`,
      evidence: [find(rules.workspaces.at[0]?.split('.')[0] ?? '', '')],
    }),
  ];
}

/** How many other packages depend on one: an app has none. */
const usersOf = (members: readonly Member[], { name }: Member): number =>
  members.filter(({ needs }) => needs.includes(name)).length;

function ofMember({ tree, common }: Ground, rules: LockRules): Requirement[] {
  const above = rootAbove(tree, rules, common.ignore);
  if (above === undefined) return [];
  const siblings = membersOf(above.tree, rules, above.globs).filter(({ folder }) => folder !== above.folder);
  const needs = needsOf(tree, rules);
  const needed = siblings.filter(({ name }) => needs.includes(name));
  const find = keyFinder(tree, rules.manifest, tree.text(rules.manifest) ?? '');
  return needed.slice(0, limits.members).map(({ name, folder }) =>
    missing('workspace', 'build', {
      headline: `${name} is another package of this workspace, in ${folder}, which isn't supported yet`,
      fix: `publish ${name}, or move its code into ${above.folder} and then: ${rules.workspaces.remove} ${shellWord(name)}`,
      evidence: [find(name, '')],
    }),
  );
}

/** Whether a project is the root of a workspace. */
export const hasMembers = ({ tree }: Ground, rules: LockRules): boolean => globsIn(tree, rules).length > 0;

/** Whether a project is a package of a workspace above it. */
export const isMember = ({ tree, common }: Ground, rules: LockRules): boolean =>
  rootAbove(tree, rules, common.ignore) !== undefined;

interface Above {
  readonly tree: Tree;
  readonly globs: readonly string[];
  /** The project's folder in it. */
  readonly folder: string;
}

const known = new WeakMap<Tree, Above | undefined>();

/** The workspace that a folder is a package of; what is above a repository doesn't count. */
function rootAbove(project: Tree, rules: LockRules, ignore: readonly string[]): Above | undefined {
  if (known.has(project)) return known.get(project);
  let folder = project.root;
  let found: Above | undefined;
  for (let step = 0; step < limits.above && !existsSync(join(folder, '.git')); step += 1) {
    const parent = dirname(folder);
    if (parent === folder) break;
    folder = parent;
    if (!existsSync(join(folder, rules.manifest))) continue;
    const tree = openTree(folder, ignore);
    const globs = globsIn(tree, rules);
    const path = relative(folder, project.root).split(sep).join('/');
    if (globs.length === 0 || !picomatch([...globs])(path)) continue;
    found = { tree, globs, folder: path };
    break;
  }
  known.set(project, found);
  return found;
}

const globsIn = (tree: Tree, { manifest, workspaces }: LockRules): string[] => {
  if (!tree.exists(manifest)) return [];
  const data = dataOf(tree, manifest);
  return workspaces.at.flatMap((at) =>
    valuesAt(data, at).flatMap(({ value }) =>
      typeof value === 'string' && value.length < 200 ? [value.replace(/^\.\//, '').replace(/\/$/, '')] : [],
    ),
  );
};

/** The names of a workspace's packages, by the manifest at its root. */
export const memberNames = ({ tree }: Ground, rules: LockRules): ReadonlySet<string> =>
  new Set(membersOf(tree, rules, globsIn(tree, rules)).map(({ name }) => name));

function membersOf(tree: Tree, rules: LockRules, globs: readonly string[]): Member[] {
  const isMeant = picomatch(globs.slice(0, 100));
  return tree.files
    .filter((path) => basename(path) === rules.manifest && path.includes('/') && isMeant(dirname(path)))
    .slice(0, limits.members)
    .map((path) => {
      const { name } = recordOf(dataOf(tree, path));
      const folder = dirname(path);
      return { name: typeof name === 'string' ? name : folder, folder, needs: needsOf(tree, rules, path) };
    });
}

const needsOf = (tree: Tree, { declared, manifest }: LockRules, path = manifest): string[] =>
  declared.flatMap((list) => Object.keys(recordOf(recordOf(dataOf(tree, path))[list])));
