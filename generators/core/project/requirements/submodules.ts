import type { Evidence } from '../../model/detection.js';
import { evidenceOf } from '../evidence.js';
import type { Tree } from '../tree.js';

/** A repository inside the repository. */
export interface Submodule {
  readonly name: string;
  readonly path: string;
  readonly evidence: Evidence;
}

/** How many lines are read. */
const most = 1_000;

/** The submodules that .gitmodules lists, in the format of git's settings. */
export function submodulesIn(tree: Tree): Submodule[] {
  const list = '.gitmodules';
  const found: Submodule[] = [];
  let section: { readonly name: string; readonly evidence: Evidence } | undefined;
  for (const [index, line] of (tree.text(list) ?? '').split('\n', most).entries()) {
    if (line.length > 1_000) continue;
    const [, name] = /^\s*\[submodule "(.+)"\]/.exec(line) ?? [];
    if (name !== undefined) section = { name, evidence: evidenceOf(list, index + 1, line) };
    const [, path] = /^\s*path\s*=\s*(\S.*)$/.exec(line.trimEnd()) ?? [];
    if (path !== undefined && section) found.push({ ...section, path: path.replace(/^"(.*)"$/, '$1') });
  }
  return found;
}
