import { ownPackage } from '../catalog/paths.js';
import type { Change, Lock } from '../model/change.js';
import type { FileSet } from '../model/pipeline.js';
import { isMergeable } from '../plan/lock.js';

/** Whether a lock matches what the current templates render for the same answers. */
export const isOf = ({ generator, managed }: Lock, base: FileSet): boolean =>
  generator === ownPackage.version &&
  [...managed].every(([path, text]) => base.get(path)?.content.toString('utf8') === text);

/** While files are merged, it doesn't matter who owns them. */
export const asManaged = (files: FileSet): FileSet =>
  new Map(
    [...files].map(([path, file]) => [path, file.ownership === 'once' ? { ...file, ownership: 'managed' } : file]),
  );

/** Restores the owner of a change's file. */
export const asOwned = (change: Change, files: FileSet): Change => {
  const ownership = files.get(change.path)?.ownership;
  return 'file' in change && ownership ? { ...change, file: { ...change.file, ownership } } : change;
};

/** The user's files that are different for other answers: path → their text for the earlier answers. */
export const yoursThatDiffer = (base: FileSet, next: FileSet): ReadonlyMap<string, string> =>
  new Map(
    [...next].flatMap(([path, { content, ownership }]): [string, string][] => {
      const before = base.get(path)?.content;
      const differs = ownership === 'once' && before && !before.equals(content);
      return differs && isMergeable(before) && isMergeable(content) ? [[path, before.toString('utf8')]] : [];
    }),
  );

/**
 * The lines of a file that the templates had before and no longer have.
 *
 * @param text what is there
 * @returns line numbers, from 1
 */
export function outdatedLines(text: string, base: string, next: string): number[] {
  const plain = (lines: string): string[] => lines.split('\n').map((line) => line.trim());
  const now = new Set(plain(next));
  const gone = new Set(plain(base).filter((line) => !now.has(line)));
  return plain(text).flatMap((line, index) => (gone.has(line) ? [index + 1] : []));
}
