import type { LockFault, LockRules } from '../../model/locks.js';
import type { Requirement } from '../../model/readiness.js';
import type { Lock, LockEntry } from '../locks.js';
import { met } from '../verdict.js';
import { originsOf } from './lock-origins.js';
import { distinctNames, fixOf, told } from './lock-told.js';
import { some, type Ground } from './ground.js';

type Data = Readonly<Record<string, unknown>>;

/** A build must be able to fetch and install each entry, with no login and no network of its own. */
export function entryRequirements(ground: Ground, rules: LockRules, lock: Lock, declared: Data): Requirement[] {
  const builds = ground.conclusion.project.builds !== '';
  // Nix leaves out what only development needs, unless there is a build.
  const entries = lock.entries.filter(
    (entry) => !entry.is.bundled && (builds || !entry.is.development) && !isOwn(ground, rules, entry),
  );
  const faults = [
    ...ofForm(ground, rules, lock, entries),
    ...originsOf(ground, rules, lock, entries, declared),
    ...ofScripts(ground, rules, lock, entries),
  ];
  if (faults.some(({ state }) => state.is === 'missing') || entries.length === 0) return faults;
  const count = entries.length === 1 ? 'its one package' : `all ${entries.length} packages`;
  return [
    ...faults,
    met('lock', 'build', {
      headline: `${lock.path} says where to get ${count} and which hash each has`,
      evidence: [{ path: lock.path, line: 1, text: '' }],
    }),
  ];
}

/** Whether an entry leads to a folder of the project, with a package in it. */
const isOwn = ({ tree }: Ground, { manifest }: LockRules, { is, address }: LockEntry): boolean =>
  is.link && !address.startsWith('..') && tree.exists(`${address}/${manifest}`);

/** What is wrong with entries by themselves, whatever they name. */
function ofForm(ground: Ground, rules: LockRules, lock: Lock, entries: readonly LockEntry[]): Requirement[] {
  const groups = new Map<LockFault, LockEntry[]>();
  for (const entry of entries) {
    const fault = faultOf(entry);
    if (fault !== undefined) groups.set(fault, [...(groups.get(fault) ?? []), entry]);
  }
  return [...groups].map(([fault, all]) => {
    const names = distinctNames(all);
    const first = all[0]?.address ?? '';
    const one = names.length === 1;
    const headline = {
      linked: `${some(names)} ${one ? 'is' : 'are'} linked to ${one ? first : 'folders'} in ${lock.path}, which ${one ? "isn't a package" : "aren't packages"} of this repository`,
      git: `${some(names)} ${one ? 'comes' : 'come'} from Git and ${one ? 'has' : 'have'} no hash in ${lock.path}, so the build can't fetch ${one ? 'it' : 'them'}`,
      archive: `${some(names)} ${one ? 'comes' : 'come'} from a file of the project, which isn't supported yet`,
      scheme: `${some(names)} ${one ? 'has an address' : 'have addresses'} in ${lock.path} that Nix can't fetch`,
      broken: `${lock.path} has neither address nor hash for ${some(names)}`,
      unhashed: `${lock.path} has no hash for ${some(names)}, and Nix fetches nothing without one`,
    }[fault as FormFault];
    const releases = [...new Set(all.map(({ name, version }) => (version === '' ? name : `${name}@${version}`)))];
    const fix = fixOf(ground, rules, fault, { path: [lock.path], names, releases: releases.slice(0, 20) });
    return told('missing', lock, all, headline, fix);
  });
}

type FormFault = 'linked' | 'git' | 'archive' | 'scheme' | 'broken' | 'unhashed';

function faultOf({ address, hash, is, version }: LockEntry): FormFault | undefined {
  if (is.link) return 'linked';
  if (address === '') return hash === '' || version === '' ? 'broken' : undefined;
  if (/^git|^ssh:/i.test(address)) return 'git';
  if (!/^[a-z][\w+.-]*:\/\//i.test(address)) return 'archive';
  if (!/^https?:\/\//i.test(address)) return 'scheme';
  return hash === '' ? 'unhashed' : undefined;
}

/** What packages do when they are installed: nothing can be downloaded then. */
function ofScripts(ground: Ground, rules: LockRules, lock: Lock, entries: readonly LockEntry[]): Requirement[] {
  const { download, fine, off } = rules.scripts;
  if (ground.conclusion.project.settings?.includes(off)) return [];
  const running = entries.filter(({ is }) => is.scripts && !is.optional);
  const loading = running.filter(({ name }) => Object.hasOwn(download, name));
  const unsure = running.filter(({ name }) => !Object.hasOwn(download, name) && !fine.includes(name));
  return [
    ...distinctNames(loading).map((name) =>
      told(
        'missing',
        lock,
        loading.filter((each) => each.name === name),
        `${name} downloads a program when it's installed, which Nix forbids`,
        download[name] ?? '',
      ),
    ),
    ...(unsure.length === 0
      ? []
      : [
          told(
            'unknown',
            lock,
            unsure,
            `Not sure what ${some(distinctNames(unsure))} ${distinctNames(unsure).length === 1 ? 'does' : 'do'} when installed: Nix compiles native modules, but downloads nothing for them`,
            fixOf(ground, rules, 'scripts'),
          ),
        ]),
  ];
}
