import type { Requirement } from '../../model/readiness.js';
import { companionsOf } from '../age.js';
import { lockedVersions, type LockRead } from '../locked/origin.js';
import { normal } from '../locked/read.js';
import { compare } from '../pep440.js';
import { missing } from '../verdict.js';
import { some, type Ground } from './ground.js';
import { again, lockAgain, nameIn, placeOf } from './locking.js';

/** Programs that a process starts must be in the lock, and what packages need besides what they ask for. */
export function lockAdditions(ground: Ground, lock: LockRead): Requirement[] {
  const { all, form } = lock;
  const { added } = ground.conclusion;
  if (all.length === 0) return [];
  const addOf = (names: readonly string[]): string => `${lockAgain(ground, lock, names)}, ${again}`;
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
