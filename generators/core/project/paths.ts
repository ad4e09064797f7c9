import picomatch from 'picomatch';
import type { CommonRules } from '../model/detection-rules.js';
import type { Tree } from './tree.js';

/** Where to look for paths. */
export interface SearchedPaths {
  readonly tree: Tree;
  readonly common: Pick<CommonRules, 'aside'>;
}

/** How many files one rule looks at. */
const most = 100;

/** The files that globs name, in the tree's order; one without wildcards is looked up even in skipped folders. */
export function pathsFor({ tree, common }: SearchedPaths, globs: string | readonly string[]): string[] {
  const all = typeof globs === 'string' ? [globs] : globs;
  return all.flatMap((glob) => namedBy(tree, common.aside, glob)).slice(0, most);
}

/** Many rules use the same files, and a tree stays as it was when it was opened. */
const remembered = new WeakMap<Tree, Map<string, readonly string[]>>();

function namedBy(tree: Tree, aside: readonly string[], glob: string): readonly string[] {
  const known = remembered.get(tree) ?? new Map<string, readonly string[]>();
  remembered.set(tree, known);
  const before = known.get(glob);
  if (before) return before;
  const found = look(tree, aside, glob, known);
  known.set(glob, found);
  return found;
}

function look(
  tree: Tree,
  aside: readonly string[],
  glob: string,
  known: Map<string, readonly string[]>,
): readonly string[] {
  if (!/[*?{[]/.test(glob)) return tree.exists(glob) ? [glob] : [];
  // A glob that names such a folder means it.
  const passed = aside.filter((folder) => !glob.split('/').includes(folder));
  const key = passed.length === aside.length ? '' : `\0${passed.join('/')}`;
  const speaking = known.get(key) ?? tree.files.filter((path) => !isAside(path, passed));
  known.set(key, speaking);
  const meant = picomatch.makeRe(glob, { dot: true });
  const found: string[] = [];
  for (const path of speaking) {
    if (!meant.test(path)) continue;
    if (found.length === most) {
      tree.tell(glob, `only the first ${most} such files were looked into`);
      break;
    }
    found.push(path);
  }
  return found;
}

const isAside = (path: string, aside: readonly string[]): boolean =>
  path.split('/').some((step) => aside.includes(step.toLowerCase()));
