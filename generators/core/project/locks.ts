import type { Evidence } from '../model/detection.js';
import type { LockKey, LockRules } from '../model/locks.js';
import { keyFinder } from './evidence.js';
import type { Tree } from './tree.js';
import { dataOf, recordOf, valuesAt } from './values.js';

/** An entry of a lock file: one package in one place. */
export interface LockEntry {
  /** Its key: the place. */
  readonly place: string;
  /** The package's name, also if it is installed under another one. */
  readonly name: string;
  readonly version: string;
  /** Empty if there is none. */
  readonly address: string;
  readonly hash: string;
  readonly is: Readonly<Record<'link' | 'development' | 'optional' | 'bundled' | 'scripts', boolean>>;
  /** Its records of dependencies. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** A lock file as it was read. */
export interface Lock {
  readonly path: string;
  /** The records of the project itself. */
  readonly own: Readonly<Record<string, unknown>>;
  /** Those of its own packages, by their folders. */
  readonly folders: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Everything that is installed, without the project and its own folders. */
  readonly entries: readonly LockEntry[];
  /** Whether there is an entry of that key. */
  readonly has: (place: string) => boolean;
  /** Where an entry is. */
  readonly evidenceOf: (entry: LockEntry) => Evidence;
}

/** How many entries are read: the largest real projects have a tenth of it. */
const most = 50_000;

const known = new WeakMap<Tree, Lock | undefined>();

/** The lock file of a project; undefined if there is none that can be read entry by entry. */
export function lockOf(tree: Tree, rules: LockRules): Lock | undefined {
  if (!known.has(tree)) known.set(tree, read(tree, rules));
  return known.get(tree);
}

/** The registry that an entry comes from; undefined if its address isn't like those of a registry. */
export function registryOf({ name, address }: Pick<LockEntry, 'name' | 'address'>): string | undefined {
  const cut = address.lastIndexOf(`/${name}/-/`);
  return cut === -1 ? undefined : address.slice(0, cut + 1);
}

/** Whether a lock file leaves addresses out, and no other entry of it shows how they look. */
export const lacksAddresses = ({ entries }: Lock): boolean =>
  entries.some(({ address, is }) => address === '' && !is.link && !is.bundled) &&
  !entries.some((entry) => !entry.name.startsWith('@') && registryOf(entry) !== undefined);

/** The name of the lock file that counts. */
export const lockFileOf = (tree: Tree, { files }: Pick<LockRules, 'files'>): string | undefined =>
  files.find((path) => tree.exists(path));

function read(tree: Tree, rules: LockRules): Lock | undefined {
  const path = lockFileOf(tree, rules);
  const [found] = path === undefined ? [] : valuesAt(dataOf(tree, path), rules.at);
  if (path === undefined || found === undefined) return undefined;
  const all = Object.entries(recordOf(found.value));
  if (all.length > most) tree.tell(path, `only its first ${most} entries were read`);
  const find = keyFinder(tree, path, tree.text(path) ?? '');
  const folders = all.filter(([place]) => place !== '' && !place.includes(rules.after));
  return {
    path,
    own: recordOf(recordOf(found.value)['']),
    folders: new Map(folders.slice(0, most).map(([place, entry]) => [place, recordOf(entry)])),
    entries: all.slice(0, most).flatMap(([place, entry]) => entryAt(rules, place, recordOf(entry))),
    has: (place) => Object.hasOwn(recordOf(found.value), place),
    evidenceOf: ({ place }) => find(JSON.stringify(place), ''),
  };
}

function entryAt({ after, keys }: LockRules, place: string, record: LockEntry['record']): LockEntry[] {
  const cut = place.lastIndexOf(after);
  if (cut === -1) return [];
  const text = (key: LockKey): string => {
    const value = record[keys[key]];
    return typeof value === 'string' ? value : '';
  };
  const flag = (key: LockKey): boolean => record[keys[key]] === true;
  return [
    {
      ...{ place, record },
      name: text('name') || place.slice(cut + after.length),
      version: text('version'),
      address: text('address'),
      hash: text('hash'),
      is: {
        link: flag('link'),
        development: flag('development'),
        optional: flag('optional'),
        bundled: flag('bundled'),
        scripts: flag('scripts'),
      },
    },
  ];
}
