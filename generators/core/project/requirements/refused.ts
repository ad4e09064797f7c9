import type { Refusal } from '../../model/packages.js';
import type { Requirement } from '../../model/readiness.js';
import type { Refused } from '../packages.js';
import { missing } from '../verdict.js';
import { most, type Ground } from './ground.js';
import { lockingCommand } from './locking.js';
import { languageName } from './version.js';

/** Nixpkgs must build what the project depends on: what it doesn't, with why and each way out. */
export function refusedRequirements(ground: Ground): Requirement[] {
  const { template, conclusion } = ground;
  const { packages, version } = conclusion;
  const release = `${languageName(template)} ${version?.got ?? ''}`.trim();
  const locking = lockingCommand(ground);
  const lock = locking === undefined ? [] : [`build the versions that you lock: ${locking}`];
  const fixOf = (one: Refused): string =>
    waysOut(one, template.onboard?.option)
      .toSpliced(1, 0, ...lock)
      .join('; or ');
  const groups = new Map<string, Refused[]>();
  for (const one of packages.refused) {
    // Another version of the language mends several at once; anything else is done for each.
    const key = one.elsewhere.length > 0 ? fixOf(one) : one.each.name;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) =>
    missing('dependency', 'build', {
      headline: group.map((one) => headlineOf(one, release)).join('; '),
      fix: group.slice(0, 1).map(fixOf).join(''),
      evidence: group.map(({ each }) => each.evidence).slice(0, most),
    }),
  );
}

function headlineOf({ each: { name }, name: own, refusal }: Refused, release: string): string {
  if (refusal === undefined) return `nixpkgs no longer has ${name}`;
  const why = reasons[refusal.why](release, refusal.issues?.join(', ') ?? '');
  return refusal.of === own
    ? `nixpkgs doesn't build ${name}, which ${why}`
    : `nixpkgs doesn't build ${name}: it needs ${refusal.of}, which ${why}`;
}

const reasons: Readonly<Record<Refusal['why'], (release: string, issues: string) => string>> = {
  insecure: (_, issues) => `is marked as insecure${issues === '' ? '' : ` (${issues})`}`,
  broken: (release) => `is marked as broken for ${release}`,
  unfree: () => "isn't free software",
  unsupported: (release) => `isn't for ${release}`,
  other: (release) => `can't be evaluated for ${release}`,
};

/** Each way out; what takes the least comes first. */
function waysOut({ instead, allow, elsewhere: [other] }: Refused, option: string | undefined): string[] {
  const choose = other === undefined || option === undefined ? '' : `run the same command with --${option} ${other}`;
  const easy = [choose, instead === '' ? '' : `use ${instead}`].filter((way) => way !== '');
  if (easy.length > 0) return [...easy, ...(allow === '' ? [] : [allow])];
  return ['use another package', allow === '' ? 'package it in nix/overlay.nix' : allow];
}
