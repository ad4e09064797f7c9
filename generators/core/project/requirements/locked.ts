import type { OriginRules } from '../../model/locked.js';
import type { Requirement } from '../../model/readiness.js';
import { shellWord } from '../../model/shell.js';
import { expression } from '../expressions.js';
import type { LockedFault, LockRead } from '../locked/origin.js';
import { nameOf, versionIn } from '../packages.js';
import { met, missing, unknown } from '../verdict.js';
import { some, type Ground } from './ground.js';
import { lockAge } from './ages.js';
import { lockAdditions } from './lock-contents.js';
import { again, lockAgain, lockingCommand, toOther, placeOf } from './locking.js';

/** Whether packages can be built as they are locked, and if not, why. */
export function lockedRequirements(ground: Ground): Requirement[] {
  const { conclusion, template } = ground;
  const { lock, origin } = conclusion;
  const rules = template.onboard?.origin;
  if (rules === undefined) return [];
  if (origin === 'nixpkgs') return lock === undefined ? [] : ofUnused(ground, lock);
  if (lock === undefined) return ofAbsent(ground, rules);
  const faults = ofFaults(ground, lock);
  const { file } = lock.form;
  const count = lock.packages.length === 1 ? 'its one package' : `all ${lock.packages.length} packages`;
  return [
    ...faults,
    ...lockAdditions(ground, lock),
    ...lockAge(ground, lock),
    ...ofSources(ground, lock),
    ...ofHosts(ground, lock),
    ...(faults.length > 0
      ? []
      : [
          met('lock', 'build', {
            headline: `${file} says where to get ${count} and which hash each has`,
            evidence: [placeOf(ground, lock)],
          }),
        ]),
  ];
}

function ofAbsent(ground: Ground, rules: OriginRules): Requirement[] {
  const files = rules.locks.map(({ file }) => file).join(', ');
  const command = lockingCommand(ground);
  return [
    missing('lock', 'build', {
      headline: `There's no lock file that Nix can read: ${files}`,
      fix: command === undefined ? `leave --${rules.flag} out` : `${command}, ${again}`,
      evidence: [],
    }),
  ];
}

/** A lock that isn't used stands in nobody's way, unless nixpkgs may lack some of it. */
function ofUnused(ground: Ground, lock: LockRead): Requirement[] {
  const { packages } = ground.conclusion;
  const isMissed =
    packages.refused.length + packages.unseen.length > 0 ||
    packages.others.some(({ comparison }) => comparison !== 'near');
  const [first] = lock.faults;
  const flag = `--${lock.rules.flag} lock`;
  if (!isMissed) return [];
  return [
    unknown('lock', 'keep', {
      headline:
        first === undefined
          ? `The versions in ${lock.form.file} aren't used`
          : `The versions in ${lock.form.file} aren't used: ${told(lock, first.why, namesOf(lock, first.why))}`,
      check: first === undefined ? `run the same command with ${flag}` : `${fixFor(ground, lock, first.why)}, ${again}`,
      evidence: [first === undefined ? placeOf(ground, lock) : placeOf(ground, lock, first.name)],
    }),
  ];
}

const namesOf = ({ faults }: LockRead, why: LockedFault['why']): string[] =>
  faults.filter((each) => each.why === why).map(({ name }) => name);

function ofFaults(ground: Ground, lock: LockRead): Requirement[] {
  return [...new Set(lock.faults.map(({ why }) => why))].map((why) => {
    const names = [...new Set(namesOf(lock, why))];
    return missing('lock', 'build', {
      headline: told(lock, why, names),
      fix: `${fixFor(ground, lock, why)}, ${again}`,
      evidence: names.slice(0, 3).map((name) => placeOf(ground, lock, name)),
    });
  });
}

/** What is wrong with some packages. */
function told({ form: { file } }: LockRead, why: LockedFault['why'], names: readonly string[]): string {
  const all = some(names);
  const [is, come, have] = names.length === 1 ? ['is', 'comes', 'has'] : ['are', 'come', 'have'];
  return {
    unreadable: `${file} can't be read`,
    behind: `${file} is out of step with the project: ${all}`,
    commit: `${all} ${come} from Git and ${have} no hash in ${file}, so the build can't fetch ${names.length === 1 ? 'it' : 'them'}`,
    outside: `${all} ${is} outside of the project in ${file}, and only what is in it is built`,
    elsewhere: `${all} ${have} no file for Linux on x64 in ${file}`,
    unhashed: `${file} has no hash for ${all}, and Nix fetches nothing without one`,
    login: `${file} has a login in the address of ${all}, and the Nix store shows it to everyone`,
  }[why];
}

function fixFor(ground: Ground, lock: LockRead, why: LockedFault['why']): string {
  const { rules, faults } = lock;
  const names = [...new Set(faults.filter((each) => each.why === why).map(({ name }) => name))];
  const command = lockAgain(ground, lock);
  const words = names.slice(0, 6).map(shellWord).join(' ');
  const other = toOther(ground, lock, names);
  return {
    unreadable: command,
    behind: command,
    commit: `depend on a release of ${words} and lock again with ${command}; or take packages from nixpkgs with --${rules.flag} nixpkgs`,
    outside: `move ${words} into the project and lock again with ${command}`,
    elsewhere: `${other === undefined ? '' : `${other}; or `}choose a version of ${words} that has one and lock again with ${command}; or take packages from nixpkgs with --${rules.flag} nixpkgs`,
    unhashed: `lock again from an index that gives hashes: ${command}`,
    login: `take the login out of the index's address, give it to the tool by its own settings, and lock again with ${command}`,
  }[why];
}

/** What has only a source archive is built as in nixpkgs, or else as if it had no code to compile. */
function ofSources(ground: Ground, lock: LockRead): Requirement[] {
  const known = ground.template.detect.packages;
  const sources = lock.packages.filter(({ name }) => lock.files.get(name)?.name.endsWith('.whl') === false);
  // A recipe is for one version; another one may need other libraries, or not compile at all.
  const python = ground.conclusion.version?.got ?? '';
  const unsure = sources.filter(({ name, version }) => versionIn(known, nameOf(known, name), python) !== version);
  if (unsure.length === 0) return [];
  const names = unsure.map(({ name }) => name);
  const all = some(names);
  const other = toOther(ground, lock, names);
  return [
    unknown('dependency', 'build', {
      headline: `${all} ${unsure.length === 1 ? 'has' : 'have'} only a source archive in ${lock.form.file}, and nixpkgs has no recipe for ${unsure.length === 1 ? 'that version' : 'those versions'}`,
      check: `nix build shows whether it compiles; if that fails, ${other === undefined ? '' : `${other}, which has a wheel; or `}use a version or another package that has a wheel`,
      evidence: unsure.slice(0, 3).map(({ name }) => placeOf(ground, lock, name)),
    }),
  ];
}

/** Nix fetches without a login, and some hosts want one. */
function ofHosts(ground: Ground, lock: LockRead): Requirement[] {
  const hosts = new Map<string, string>();
  const open = expression(lock.rules.open.pattern);
  for (const [name, { address }] of lock.files) {
    const [, host] = /^https?:\/\/([^/@\s]{1,200})\//.exec(address) ?? [];
    if (host !== undefined && !open.test(host) && !hosts.has(host)) hosts.set(host, name);
  }
  return [...hosts].slice(0, 5).map(([host, name]) =>
    unknown('lock', 'keep', {
      headline: `${lock.form.file} takes ${name} and maybe more from ${host}, and Nix fetches without a login`,
      check: `curl --fail --head ${shellWord(lock.files.get(name)?.address ?? '')}`,
      evidence: [placeOf(ground, lock, name)],
    }),
  );
}
