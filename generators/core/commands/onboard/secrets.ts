import { ignoredIn } from '../../tools/git.js';
import type { Tree } from '../../project/tree.js';

/** Files that hold the values of variables, but not the examples of them that belong in a repository. */
const holding = /(?:^|\/)(\.env(?:\.(?!example$|sample$|template$|dist$|defaults$)[\w-]{1,40})?)$/;

/** The names of files with secrets that `git add` would take in; each at most once. */
export function secretsIn({ root, files }: Pick<Tree, 'root' | 'files'>): string[] {
  const paths = files.filter((path) => holding.test(path)).slice(0, 200);
  const ignored = new Set(ignoredIn(root, paths).map(({ path }) => path));
  const open = paths.filter((path) => !ignored.has(path));
  return [...new Set(open.flatMap((path) => holding.exec(path)?.[1] ?? []))];
}
