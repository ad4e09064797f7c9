import type { Template } from '../../model/catalog.js';
import type { Dependency } from '../../model/detection.js';
import type { LockedForm, Origin, OriginRules } from '../../model/locked.js';
import type { RuleContext } from '../rules.js';
import { dataOf } from '../values.js';
import { isFor } from './pep425.js';
import { reachedIn } from './reached.js';
import { normal, readLocked, type Locked } from './read.js';

/** A project's lock file, and whether its packages can be built as they are locked. */
export interface LockRead {
  readonly rules: OriginRules;
  readonly form: LockedForm;
  /** Packages that are installed; undefined if the file can't be read. */
  readonly packages: readonly Locked[] | undefined;
  readonly faults: readonly LockedFault[];
}

/** What keeps a package from being built as it is locked. */
export interface LockedFault {
  readonly why: 'unreadable' | 'commit' | 'unhashed' | 'login' | 'elsewhere' | 'absent' | 'behind';
  readonly name: string;
  readonly version: string;
}

/** The processor that Heroku runs images on. */
const cpu = 'x86_64';

/** Reads the lock file of a project, if it has one that Nix can read. */
export function lockReadOf(
  { detect, onboard }: Pick<Template, 'detect' | 'onboard'>,
  { tree, dependencies }: RuleContext,
  version: string,
): LockRead | undefined {
  const rules = onboard?.origin;
  const form = rules?.locks.find(({ file }) => tree.exists(file));
  if (rules === undefined || form === undefined) return undefined;
  const locked = readLocked(form, dataOf(tree, form.file));
  if (locked === undefined)
    return { rules, form, packages: undefined, faults: [{ why: 'unreadable', name: form.file, version: '' }] };
  const wanted = dependencies.filter(({ development }) => !development);
  const variables = Object.fromEntries(
    Object.entries(detect.notation?.variables ?? {}).map(([name, value]) => [
      name,
      value.replace('{version}', version),
    ]),
  );
  const packages = reachedIn(locked, wanted, variables, form.flat === true);
  return {
    ...{ rules, form, packages },
    faults: [...behindIn(locked, wanted), ...packages.flatMap((each) => faultOf(each, version))],
  };
}

/** What the project asks for and the lock doesn't have. */
function behindIn(locked: readonly Locked[], wanted: readonly Dependency[]): LockedFault[] {
  const there = new Set(locked.map(({ name }) => name));
  return wanted
    .filter(({ name, url }) => url === '' && !there.has(normal(name)))
    .map(({ name, version }) => ({ why: 'behind', name, version }));
}

function faultOf(locked: Locked, version: string): LockedFault[] {
  const { name, files, folder, commit } = locked;
  const fault = (why: LockedFault['why']): LockedFault[] => [{ why, name, version: locked.version }];
  if (folder !== undefined) return [];
  if (commit !== undefined) return fault('commit');
  const fit = files.find((each) => isFor({ version, cpu }, each.name));
  const archive = files.find((each) => /\.(?:tar\.\w{1,9}|tgz|zip)$/.test(each.name));
  const chosen = fit ?? archive;
  if (!chosen) return fault(files.length === 0 ? 'absent' : 'elsewhere');
  if (chosen.hash === '') return fault('unhashed');
  if (/^https?:\/\/[^/@]{1,500}@/.test(chosen.address)) return fault('login');
  return [];
}

/**
 * Where packages come from: what the user says, or else the lock if it can be built.
 *
 * @param said by the user
 */
export const originFor = (lock: LockRead | undefined, said: Origin | undefined): Origin =>
  said ?? (lock?.faults.length === 0 ? 'lock' : 'nixpkgs');
