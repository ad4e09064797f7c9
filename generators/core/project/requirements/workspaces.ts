import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { LockRules } from '../../model/locks.js';
import type { Requirement } from '../../model/readiness.js';
import { shellWord } from '../../model/shell.js';
import { keyFinder } from '../evidence.js';
import { filled } from '../filled.js';
import { openTree, type Tree } from '../tree.js';
import { dataOf, recordOf, valuesAt } from '../values.js';
import { missing } from '../verdict.js';
import { some, type Ground } from './ground.js';

/** A package of a workspace. */
interface Member {
  readonly name: string;
  /** Below the workspace's root. */
  readonly folder: string;
}

/** How many folders above a project are looked at, and how many packages are read. */
const limits = { above: 8, members: 500 } as const;

/** A package that needs others of its workspace can't be built without them. */
export function workspaceRequirements(ground: Ground): Requirement[] {
  const rules = ground.template.detect.lock;
  const above = rules === undefined ? undefined : workspaceOf(ground, rules);
  if (rules === undefined || above === undefined) return [];
  const { tree } = ground;
  const find = keyFinder(tree, rules.manifest, tree.text(rules.manifest) ?? '');
  const start = filled(rules.workspaces.start, { folder: shellWord(above.folder) });
  const names = above.needed.map(({ name, folder }) => `${name} (${folder})`);
  return [
    missing('workspace', 'build', {
      headline: `${above.folder} needs other packages of its workspace, which are outside it: ${some(names)}`,
      fix: `onboard the workspace as a whole, in ${relative(tree.root, above.tree.root).split(sep).join('/')}, with --web ${shellWord(start)}`,
      evidence: above.needed.slice(0, 3).map(({ name }) => find(name, '')),
    }),
  ];
}

/** The workspace that a project can't do without: it needs other packages of it. */
export function workspaceOf({ tree, common }: Ground, rules: LockRules): (Above & { needed: Member[] }) | undefined {
  const above = rootAbove(tree, rules, common.ignore);
  if (above === undefined) return undefined;
  const needs = needsOf(tree, rules);
  const needed = membersOf(above.tree, rules, above.globs).filter(
    ({ folder, name }) => folder !== above.folder && needs.includes(name),
  );
  return needed.length === 0 ? undefined : { ...above, needed };
}

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
    if (globs.length === 0 || !matcher(globs)(path)) continue;
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
    valuesAt(data, at).flatMap(({ value }) => (typeof value === 'string' ? [trimmed(value)] : [])),
  );
};

/** The names of a workspace's packages, by the manifest at its root. */
export const memberNames = ({ tree }: Ground, rules: LockRules): ReadonlySet<string> =>
  new Set(membersOf(tree, rules, globsIn(tree, rules)).map(({ name }) => name));

/** Their folders. */
export const memberFolders = ({ tree }: Ground, rules: LockRules): readonly string[] =>
  membersOf(tree, rules, globsIn(tree, rules)).map(({ folder }) => folder);

/** Whether a folder is that of a package of a project's workspace, whichever tool it is for. */
export const isMemberFolder = ({ detected }: Ground, folder: string): boolean =>
  matcher((detected.lists.workspaces ?? []).map(({ value }) => trimmed(value)))(folder);

const trimmed = (glob: string): string => glob.replace(/^\.\//, '').replace(/\/$/, '');

/** Whether a folder is meant by globs; those with a mark in front take folders out. */
function matcher(globs: readonly string[]): (folder: string) => boolean {
  const few = globs.filter((glob) => glob.length < 200).slice(0, 100);
  const [isIn, isOut] = [
    picomatch(few.filter((glob) => !glob.startsWith('!'))),
    picomatch(few.flatMap((glob) => (glob.startsWith('!') ? [trimmed(glob.slice(1))] : []))),
  ];
  return (folder) => isIn(folder) && !isOut(folder);
}

function membersOf(tree: Tree, rules: LockRules, globs: readonly string[]): Member[] {
  if (globs.length === 0) return [];
  const isMeant = matcher(globs);
  return tree.files
    .filter((path) => basename(path) === rules.manifest && path.includes('/') && isMeant(dirname(path)))
    .slice(0, limits.members)
    .map((path) => {
      const { name } = recordOf(dataOf(tree, path));
      const folder = dirname(path);
      return { name: typeof name === 'string' ? name : folder, folder };
    });
}

const needsOf = (tree: Tree, { declared, manifest }: LockRules): string[] =>
  declared.flatMap((list) => Object.keys(recordOf(recordOf(dataOf(tree, manifest))[list])));
