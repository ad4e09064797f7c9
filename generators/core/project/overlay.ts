import type { Dependency } from '../model/detection.js';
import type { PackageNames } from '../model/packages.js';
import { expression } from './expressions.js';
import { filled } from './filled.js';
import { nameOf } from './packages.js';
import type { Tree } from './tree.js';

/** Names in nixpkgs of what a project packages itself. */
export function ownPackages({ overlay }: PackageNames, tree: Tree): Set<string> {
  if (overlay === undefined) return new Set();
  const text = tree.text(overlay.file) ?? '';
  return new Set([...text.matchAll(expression(overlay.names.pattern, 'gm'))].map(([, name = '']) => name));
}

/**
 * What to write, and where, to package dependencies that come from addresses.
 *
 * @returns undefined if nothing is known for one of them
 */
export function overlayFix(names: PackageNames, tree: Tree, addressed: readonly Dependency[]): string | undefined {
  const { overlay } = names;
  if (overlay === undefined) return undefined;
  const texts = addressed.flatMap(({ name, url }) => {
    const own = nameOf(names, name);
    if (!/^[A-Za-z_][\w-]*$/.test(own)) return [];
    for (const { pattern, default: usual = '', text } of overlay.sources) {
      const match = expression(pattern).exec(url) as readonly (string | undefined)[] | null;
      // Trimming would take the first line's indentation.
      if (match) return [`  ${filled(text, { name: own, 1: match[1] ?? usual, 2: match[2] ?? usual })}`];
    }
    return [];
  });
  if (texts.length < addressed.length) return undefined;
  const packages = texts.join('\n');
  const isThere = tree.exists(overlay.file);
  const body = isThere ? packages : filled(overlay.whole, { packages });
  return `${isThere ? 'add this to' : 'put this into'} ${overlay.file} and git add it, then run the same command again; the first build fails and says each hash:\n${body}`;
}
