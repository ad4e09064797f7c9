import { posix } from 'node:path';
import type { Dependency } from '../../model/detection.js';
import type { DependencySource } from '../../model/detection-rules.js';
import { keyFinder } from '../evidence.js';
import { dataOf, recordOf, textOf, valuesAt } from '../values.js';
import { shownAddress } from './addresses.js';
import { counts, plain, type Reader } from './reader.js';

/** Puts the address at which a manifest says that a dependency is into it. */
export type Addressed = (dependency: Dependency) => Dependency;

/** How many manifests are looked into for the members of a workspace. */
const most = 200;

/** The table that says from where dependencies come, for those that don't come from the usual index. */
export function addressesIn(reader: Reader, { addresses }: DependencySource, path: string): Addressed {
  if (addresses === undefined) return (dependency) => dependency;
  const { tree } = reader;
  const tables = addresses.flatMap((at) => valuesAt(dataOf(tree, path), at));
  const known = new Map(
    tables.flatMap(({ value }) =>
      Object.entries(recordOf(value)).map(([name, entry]) => [plain(name), { name, entry }]),
    ),
  );
  if (known.size === 0) return (dependency) => dependency;
  const find = keyFinder(tree, path, tree.text(path) ?? '');
  return (dependency) => {
    const found = known.get(plain(dependency.name));
    if (!found || dependency.url !== '') return dependency;
    for (const entry of Array.isArray(found.entry) ? (found.entry as unknown[]) : [found.entry]) {
      const record = recordOf(entry);
      const place = () => find(found.name, Object.keys(record)[0] ?? '');
      if (typeof record.marker === 'string' && !counts(reader, record.marker, place)) continue;
      const index = indexIn(reader, record);
      if (index !== undefined) return { ...dependency, index };
      const url = originIn(reader, record, dependency.name, path);
      if (url !== '') return { ...dependency, url, evidence: place() };
    }
    return dependency;
  };
}

/** Where a table says that a dependency is, other than in an index; empty if it doesn't. */
export function originIn(reader: Reader, table: unknown, name: string, path: string): string {
  const { git, url, path: folder, file, workspace, hg, svn } = recordOf(table);
  const version = [git, hg, svn].find((each) => typeof each === 'string');
  if (typeof version === 'string') return shownAddress(/^(?:git|hg|svn)\b/.test(version) ? version : `git+${version}`);
  for (const each of [url, folder, file]) if (typeof each === 'string') return shownAddress(each);
  return workspace === true ? memberCalled(reader, name, posix.basename(path)) : '';
}

/** The index that a table names, if it isn't the usual one. */
export function indexIn({ rules }: Reader, { source, index }: Readonly<Record<string, unknown>>): string | undefined {
  const [own] = [source, index].filter((each) => typeof each === 'string');
  return own === undefined || own.toLowerCase() === rules.index ? undefined : own;
}

/** The folder of a workspace's member, if one has this name. */
function memberCalled({ tree }: Reader, name: string, manifest: string): string {
  const found = tree.files
    .filter((path) => path.endsWith(`/${manifest}`))
    .slice(0, most)
    .find((path) =>
      valuesAt(dataOf(tree, path), 'project.name').some(({ value }) => plain(textOf(value)) === plain(name)),
    );
  return found === undefined ? 'its workspace' : `${posix.dirname(found)} (a member of the workspace)`;
}
