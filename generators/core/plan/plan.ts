import type { Change, DiskEntry, FileSet } from '../domain.js';

/**
 * Compares what stands on disk with what shall be there. Pure.
 *
 * @param disk what stands at every path of `next`; a missing path is absent
 * @param next the files that shall be there
 * @returns one change for each path of `next`, sorted by path
 */
export function plan(disk: ReadonlyMap<string, DiskEntry>, next: FileSet): Change[] {
  return [...next]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, file]): Change => {
      const entry = disk.get(path) ?? { kind: 'absent' };
      switch (entry.kind) {
        case 'absent':
          return { kind: 'create', path, file };
        case 'blocked':
          return { kind: 'blocked', path, file, why: entry.why };
        case 'file':
          if (entry.content.equals(file.content)) return { kind: 'keep', path, file };
          return { kind: file.ownership === 'record' ? 'update' : 'conflict', path, file, old: entry.content };
      }
    });
}
