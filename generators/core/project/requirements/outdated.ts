import type { Evidence } from '../../model/detection.js';
import type { LockRules, Outdated } from '../../model/locks.js';
import type { Requirement } from '../../model/readiness.js';
import { filled } from '../filled.js';
import { firstOfEach } from '../first-of-each.js';
import { lockKindOf, textLockOf } from '../lock-kinds.js';
import { lockOf, type Lock } from '../locks.js';
import { staysBelow } from '../pep440.js';
import type { Start } from '../process/followed.js';
import { holds } from '../rules.js';
import { recordOf } from '../values.js';
import { missing } from '../verdict.js';
import { compared, parts } from '../versions.js';
import { buildStarts } from './builds.js';
import { fixOf } from './lock-told.js';
import type { Ground } from './ground.js';

type Releases = Pick<Outdated, 'name' | 'from' | 'first'>;

/** A package that fails, as a lock file or the project names it. */
interface Found {
  readonly version: string;
  readonly by: string;
  readonly evidence: Evidence;
}

/** What is installed must run on a version of the language that there is. */
export function outdatedRequirements(ground: Ground): Requirement[] {
  const rules = ground.template.detect.lock;
  if (rules === undefined) return [];
  const { tree, detected, conclusion } = ground;
  const kind = lockKindOf(tree, rules, detected.facts);
  const lock = kind === undefined ? lockOf(tree, rules) : textLockOf(ground, rules, kind);
  const build = buildStarts(ground);
  const starts = [...build, ...conclusion.processes.flatMap(({ followed }) => followed.starts)];
  const lockAgain =
    lock === undefined ? '' : ` && ${fixOf(ground, { ...rules, fixes: { ...rules.fixes, ...kind?.fixes } }, 'behind')}`;
  const all = rules.outdated.flatMap((old) => {
    // What the build is given doesn't reach a process.
    const needing = startsOf(old, old.variable === undefined ? starts : build);
    if (old.started !== undefined && needing.length === 0) return [];
    const found = lock === undefined ? declaredIn(ground, old) : lockedIn(ground, rules, lock, old);
    if (found === undefined) return [];
    const stage = old.started === undefined || needing.some((start) => build.includes(start)) ? 'build' : 'boot';
    const by = found.by === '' ? '' : `, which ${found.by} brings,`;
    return [
      missing('dependency', stage, {
        headline: `${old.name}${found.version === '' ? '' : ` ${found.version}`}${by} ${old.why}`,
        fix: filled(old.fix, { lock: lockAgain, build: conclusion.project.builds }),
        evidence: [found.evidence],
      }),
    ];
  });
  // What uses an old package is told before that package: what mends one mends both.
  return firstOfEach(all, ({ state }) => JSON.stringify(state));
}

/** What starts one of the programs that need a package, and doesn't set a variable with which it works. */
const startsOf = ({ started = [], variable }: Outdated, starts: readonly Start[]): Start[] =>
  starts.filter(
    ({ name, environment }) =>
      started.includes(name) &&
      (variable === undefined || environment[variable.name]?.includes(variable.value) !== true),
  );

function lockedIn(ground: Ground, rules: LockRules, lock: Lock, old: Outdated): Found | undefined {
  if (old.unless !== undefined && old.through === undefined && holds(ground, old.unless)) return undefined;
  // Nix leaves out what only development needs, unless there is a build.
  const builds = ground.conclusion.project.builds !== '';
  const entries = lock.entries.filter(({ is }) => !is.optional && (builds || !is.development));
  const oldOf = (releases: Releases) =>
    entries.find(({ name, version }) => name === releases.name && isOne(releases, version));
  const entry = oldOf(old);
  if (entry === undefined || (old.through !== undefined && oldOf(old.through) === undefined)) return undefined;
  return { version: entry.version, by: bringerOf(rules, lock, entry.name), evidence: lock.evidenceOf(entry) };
}

/** The declared package that leads to another one; empty if that is declared itself, or if the lock file doesn't say. */
function bringerOf(rules: LockRules, { own, entries }: Lock, name: string): string {
  const declared = new Set(rules.declared.flatMap((list) => Object.keys(recordOf(own[list]))));
  const seen = new Set([name]);
  for (const each of seen) {
    if (declared.has(each)) return each === name ? '' : each;
    for (const entry of entries)
      if (rules.declared.some((list) => Object.hasOwn(recordOf(entry.record[list]), each))) seen.add(entry.name);
  }
  return '';
}

function declaredIn(ground: Ground, old: Outdated): Found | undefined {
  const each = ground.dependencies.find(
    ({ name, version }) =>
      name === old.name && staysBelow(version, old.first) && !(old.from !== undefined && staysBelow(version, old.from)),
  );
  if (each === undefined || (old.unless !== undefined && holds(ground, old.unless))) return undefined;
  return { version: each.version.replace(/^[\^~=v]+/, ''), by: '', evidence: each.evidence };
}

function isOne({ from, first }: Releases, version: string): boolean {
  const [plain] = /^\d+(?:\.\d+)*/.exec(version) ?? [];
  if (plain === undefined) return false;
  const is = (other: string): number => compared(parts(plain), parts(other));
  return is(first) < 0 && (from === undefined || is(from) >= 0);
}
