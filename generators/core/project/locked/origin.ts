import type { Template } from '../../model/catalog.js';
import type { Dependency, Observation } from '../../model/detection.js';
import type { LockedForm, Origin, OriginRules } from '../../model/locked.js';
import type { Asked } from '../age.js';
import type { RuleContext } from '../rules.js';
import { compare } from '../pep440.js';
import { dataOf, textOf, valuesAt } from '../values.js';
import type { Tree } from '../tree.js';
import { keyFinder } from '../evidence.js';
import { isFor } from './pep425.js';
import { reachedIn } from './reached.js';
import { normal, readLocked, type Locked, type LockedFile } from './read.js';

/** A project's lock file, and whether its packages can be built as they are locked. */
export interface LockRead {
  readonly rules: OriginRules;
  readonly form: LockedForm;
  /** Every package in it, and those that are installed; empty if the file can't be read. */
  readonly all: readonly Locked[];
  readonly packages: readonly Locked[];
  /** The file of each of them that is installed, by name. */
  readonly files: ReadonlyMap<string, LockedFile>;
  readonly faults: readonly LockedFault[];
}

/** What keeps a package from being built as it is locked. */
export interface LockedFault {
  readonly why: 'unreadable' | 'behind' | 'commit' | 'outside' | 'elsewhere' | 'unhashed' | 'login';
  readonly name: string;
  readonly version: string;
}

/** The processor that Heroku runs images on. */
const cpu = 'x86_64';

const isArchive = ({ name }: LockedFile): boolean => /\.(?:tar\.\w{1,9}|tgz|zip)$/.test(name);

/** Reads the lock file of a project, if it has one that Nix can read. */
export function lockReadOf(
  { detect, onboard }: Pick<Template, 'detect' | 'onboard'>,
  { tree, dependencies }: RuleContext,
  version: string,
): LockRead | undefined {
  const rules = onboard?.origin;
  const form = rules?.locks.find(({ file }) => tree.exists(file));
  if (rules === undefined || form === undefined) return undefined;
  const all = readLocked(form, dataOf(tree, form.file));
  if (all === undefined) {
    const faults = [{ why: 'unreadable', name: form.file, version: '' }] as const;
    return { rules, form, all: [], packages: [], files: new Map(), faults };
  }
  const wanted = dependencies.filter(({ development }) => !development);
  const packages = reachedIn(all, wanted, variablesFor(detect, version), form.flat === true);
  const remote = packages.filter(({ folder, commit }) => folder === undefined && commit === undefined);
  const files = new Map(
    remote.flatMap((each) => {
      const file = each.files.find(({ name }) => isFor({ version, cpu }, name)) ?? each.files.find(isArchive);
      return file === undefined ? [] : [[each.name, file]];
    }),
  );
  const behind = behindIn(form, all, wanted);
  return {
    ...{ rules, form, all, packages, files },
    faults: [...behind, ...packages.flatMap((each) => faultOf(each, files.get(each.name)))],
  };
}

/** A package in a lock, as one would ask for it. */
export interface Pinned extends Asked {
  /** Its version alone. */
  readonly has: string;
}

/** What a lock installs. */
export const lockedVersions = (lock: LockRead): Pinned[] =>
  lock.packages.map(({ name, version }) => ({ name, has: version, version: version === '' ? '' : `==${version}` }));

/** The range of versions of the language that a lock is for, if it says so. */
export function lockedFor(tree: Tree, { form: { file, version } }: LockRead): Observation[] {
  const [value = ''] = valuesAt(dataOf(tree, file), version).map((each) => textOf(each.value));
  if (value === '') return [];
  const evidence = keyFinder(tree, file, tree.text(file) ?? '')(version.split('.').at(-1) ?? '', '');
  return [{ value, confidence: 1, evidence: [evidence], needs: [] }];
}

/** The first of some versions of the language for which each of these packages has a built file. */
export const versionFor = (
  { packages }: LockRead,
  names: readonly string[],
  versions: readonly string[],
): string | undefined =>
  versions.find((version) =>
    packages
      .filter(({ name }) => names.includes(name))
      .every(({ files }) => files.some(({ name }) => isFor({ version, cpu }, name))),
  );

/** What conditions in the lock can ask for. */
export const variablesFor = ({ notation }: Template['detect'], version: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(notation?.variables ?? {}).map(([name, value]) => [name, value.replace('{version}', version)]),
  );

/** What the project asks for and the lock doesn't have, or not in such a version. */
function behindIn(form: LockedForm, all: readonly Locked[], wanted: readonly Dependency[]): LockedFault[] {
  const isToldBy = ({ evidence: { path } }: Dependency): boolean =>
    form.beside.length === 0 || form.beside.includes(path);
  return wanted
    .filter((each) => each.url === '' && isToldBy(each))
    .filter(({ name, version }) => {
      const versions = all.filter((locked) => locked.name === normal(name)).map((locked) => locked.version);
      return !versions.some((each) => each === '' || ['fits', 'unreadable'].includes(compare(each, version)));
    })
    .map(({ name, version }) => ({ why: 'behind', name: normal(name), version }));
}

function faultOf({ name, version, folder, commit }: Locked, file: LockedFile | undefined): LockedFault[] {
  const fault = (why: LockedFault['why']): LockedFault[] => [{ why, name, version }];
  if (folder !== undefined) return /^(?:\.\.(?:\/|$)|\/)/.test(folder) ? fault('outside') : [];
  if (commit !== undefined) return fault('commit');
  if (file === undefined) return fault('elsewhere');
  if (file.hash === '') return fault('unhashed');
  return /^https?:\/\/[^/@]{1,500}@/.test(file.address) ? fault('login') : [];
}

/**
 * Where packages come from: what the user says, or else the lock if it can be built.
 *
 * @param said by the user
 */
export const originFor = (lock: LockRead | undefined, said: Origin | undefined): Origin =>
  said ?? (lock?.faults.length === 0 ? 'lock' : 'nixpkgs');
