import type { Refusal } from '../../model/packages.js';
import type { Requirement } from '../../model/readiness.js';
import type { Refused } from '../packages.js';
import { missing } from '../verdict.js';
import type { Ground } from './ground.js';
import { lockingCommand } from './locked.js';
import { languageName } from './version.js';

/** Nixpkgs must build what the project depends on: what it doesn't, with why and each way out. */
export function refusedRequirements(ground: Ground): Requirement[] {
  const {
    template,
    conclusion: { packages, version },
  } = ground;
  const locking = lockingCommand(ground);
  const lock = locking === undefined ? [] : [`build the versions that you lock: ${locking}`];
  return packages.refused.map((one) =>
    missing('dependency', 'build', {
      headline: headlineOf(one, `${languageName(template)} ${version?.got ?? ''}`.trim()),
      fix: waysOut(one, template.onboard?.option)
        .toSpliced(1, 0, ...lock)
        .join('; or '),
      evidence: [one.each.evidence],
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
  return ['use another package', allow === '' ? 'package it in nix/app.nix' : allow];
}
