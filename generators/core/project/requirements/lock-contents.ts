import type { Requirement } from '../../model/readiness.js';
import { shellWord } from '../../model/shell.js';
import { companionsOf, tooOldFor } from '../age.js';
import { filled } from '../filled.js';
import { lockedVersions, type LockRead } from '../locked/origin.js';
import { normal } from '../locked/read.js';
import { compare } from '../pep440.js';
import { missing, unknown } from '../verdict.js';
import { some, type Ground } from './ground.js';
import { again, nameIn, placeOf, withTool } from './locking.js';
import { languageName } from './version.js';

/** Programs that a process starts must be in the lock, and what packages need besides what they ask for. */
export function lockAdditions(ground: Ground, lock: LockRead): Requirement[] {
  const { all, form, rules } = lock;
  const { added, version } = ground.conclusion;
  if (all.length === 0) return [];
  const addOf = (names: readonly string[]): string =>
    `${withTool(rules, filled(form.add, { names: names.map(shellWord).join(' '), version: version?.got ?? '' }))}, ${again}`;
  const lacking = [...new Set(added)].filter((name) => !all.some((each) => each.name === normal(name)));
  const isThere = (wanted: string): boolean =>
    all.some((each) => each.name === nameIn(wanted) && fitsIn(each.version, wanted));
  const companions = companionsOf(ground.template.detect.packages, lockedVersions(lock)).filter(
    ({ companion }) => !isThere(companion.wanted),
  );
  return [
    ...(lacking.length === 0
      ? []
      : [
          missing('program', 'boot', {
            headline: `${some(lacking)} ${lacking.length === 1 ? "isn't" : "aren't"} in ${form.file}, and a process starts ${lacking.length === 1 ? 'it' : 'them'}`,
            fix: addOf(lacking),
            evidence: [],
          }),
        ]),
    ...companions.map(({ companion: { wanted, reason }, each: { name, has } }) =>
      missing('dependency', 'boot', {
        headline: `${name} ${has} ${reason}`,
        fix: addOf([wanted]),
        evidence: [placeOf(ground, lock, name)],
      }),
    ),
  ];
}

/** Whether a version is one that a tool is told to add. */
const fitsIn = (version: string, wanted: string): boolean =>
  ['fits', 'unreadable'].includes(compare(version, wanted.replace(/^[\w.-]*/, '')));

/** Packages that are too old for the version of the language, of what is built as it is locked. */
export function lockAge(ground: Ground, lock: LockRead): Requirement[] {
  const { conclusion, template } = ground;
  const got = conclusion.version?.got ?? '';
  const flag = template.onboard?.option;
  const wheels = lockedVersions(lock).filter(({ name }) => lock.files.get(name)?.name.endsWith('.whl') !== false);
  const old = tooOldFor(template.detect.packages, got, wheels);
  if (old.length === 0) return [];
  const [other] = (conclusion.version?.lockable ?? []).filter((each) => each !== got);
  const choose = flag === undefined || other === undefined ? '' : `run the same command with --${flag} ${other}, or `;
  const release = `${languageName(template)} ${got}`;
  return [
    unknown('runtime', 'boot', {
      headline: `Not sure ${release} can run ${some(old.map(({ each, first }) => `${each.name} ${each.has} (the first that can is ${first})`))}`,
      check: `${choose}use newer ${old.length === 1 ? 'releases of it' : 'releases of them'}`,
      evidence: old.slice(0, 3).map(({ each }) => placeOf(ground, lock, each.name)),
    }),
  ];
}
