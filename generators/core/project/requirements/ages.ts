import type { Dependency } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import { tooOldFor, type TooOld } from '../age.js';
import { lockedVersions, type LockRead, type Pinned } from '../locked/origin.js';
import { normal } from '../locked/read.js';
import { staysBelow } from '../pep440.js';
import { oldestOf } from '../runtime.js';
import { missing, unknown } from '../verdict.js';
import { some, type Ground } from './ground.js';
import { again, lockAgain, lockingCommand, placeOf } from './locking.js';
import { languageName } from './version.js';

/** Packages that the project asks for, and that would be locked in versions for which there is no language. */
export function ageRequirements(ground: Ground): Requirement[] {
  const { conclusion, dependencies, template } = ground;
  const { origin, packages } = conclusion;
  // What nixpkgs has instead runs.
  const isLocking = origin === 'lock' || packages.others.some(({ comparison }) => comparison === 'far');
  if (!isLocking || lockingCommand(ground) === undefined) return [];
  const idle = new Set(packages.others.filter(({ isIdle }) => isIdle).map(({ each }) => each));
  const wanted = dependencies.filter((each) => !each.development && each.url === '' && !idle.has(each));
  const old = tooOldFor(template.detect.packages, oldestOf(template), wanted);
  if (old.length === 0) return [];
  return [
    missing('runtime', 'boot', {
      headline: noneRuns(
        ground,
        old.map(({ each, first }) => `${each.name} ${each.version} (the first that can is ${first})`),
      ),
      fix: `before you lock, ${writing(old)}`,
      evidence: old.slice(0, 3).map(({ each }) => each.evidence),
    }),
  ];
}

/** Packages that are too old for the version of the language, of what is built as it is locked. */
export function lockAge(ground: Ground, lock: LockRead): Requirement[] {
  const { conclusion, template } = ground;
  const got = conclusion.version?.got ?? '';
  const flag = template.onboard?.option;
  const all = lockedVersions(lock);
  const never = tooOldFor(template.detect.packages, oldestOf(template), all);
  const names = new Set(never.map(({ each }) => each.name));
  const wheels = all.filter(({ name }) => !names.has(name) && lock.files.get(name)?.name.endsWith('.whl') !== false);
  const old = tooOldFor(template.detect.packages, got, wheels);
  const [other] = (conclusion.version?.lockable ?? []).filter((each) => each !== got);
  const choose = flag === undefined || other === undefined ? '' : `run the same command with --${flag} ${other}, or `;
  const release = `${languageName(template)} ${got}`;
  const placesOf = (found: readonly TooOld<Pinned>[]) =>
    found.slice(0, 3).map(({ each }) => placeOf(ground, lock, each.name));
  return [
    ...(never.length === 0
      ? []
      : [
          missing('runtime', 'boot', {
            headline: noneRuns(ground, told(never)),
            fix: `${renewing(ground, lock, never)}, ${again}`,
            evidence: placesOf(never),
          }),
        ]),
    ...(old.length === 0
      ? []
      : [
          unknown('runtime', 'boot', {
            headline: `Not sure ${release} can run ${some(told(old))}`,
            check: `${choose}use newer ${old.length === 1 ? 'releases of it' : 'releases of them'}`,
            evidence: placesOf(old),
          }),
        ]),
  ];
}

const told = (old: readonly TooOld<Pinned>[]): string[] =>
  old.map(({ each, first }) => `${each.name} ${each.has} (the first that can is ${first})`);

/** What no version of the language can run. */
const noneRuns = ({ template }: Ground, packages: readonly string[]): string =>
  `No ${languageName(template)} that nixpkgs has, from ${oldestOf(template)} on, can run ${some(packages)}`;

/** What to write in place of what the project asks for. */
const writing = (old: readonly TooOld<Dependency>[]): string =>
  `write ${old.map(({ each, first }) => `${each.name}==${first} in ${each.evidence.path} (it says ${each.version})`).join(', ')}`;

/** How to have the first releases that run: what the project asks for in other versions has to be written by hand. */
function renewing(ground: Ground, lock: LockRead, old: readonly TooOld<Pinned>[]): string {
  const held = old.flatMap(({ each: { name }, first }) => {
    const each = ground.dependencies.find((asked) => !asked.development && normal(asked.name) === name);
    return each !== undefined && staysBelow(each.version, first) ? [{ each, first }] : [];
  });
  const written = new Set(held.map(({ each }) => normal(each.name)));
  const more = old.filter(({ each }) => !written.has(each.name));
  const command = lockAgain(
    ground,
    lock,
    more.map(({ each, first }) => `${each.name}==${first}`),
  );
  return held.length === 0 ? command : `${writing(held)} and lock again with ${command}`;
}
