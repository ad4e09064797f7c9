import type { Dependency, Evidence } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import type { Other } from '../packages.js';
import { missing, unknown } from '../verdict.js';
import { most, some, type Ground } from './ground.js';
import { lockingCommand } from './locked.js';

/** Each dependency must come from nixpkgs, in a version that the project allows. */
export function packageRequirements(ground: Ground): Requirement[] {
  const { packages, project } = ground.conclusion;
  if (project.packages.length === 0) return [];
  return [
    ...ofAddressed(packages.addressed),
    ...ofUnseen(packages.unseen),
    ...ofOthers(packages.others, ground.template.onboard?.option, lockingCommand(ground)),
  ];
}

const placesOf = (all: readonly Dependency[]): Evidence[] => all.slice(0, 3).map(({ evidence }) => evidence);

const addressedFix = 'depend on a release that nixpkgs has, or package it in nix/app.nix';

function ofAddressed(addressed: readonly Dependency[]): Requirement[] {
  const rest = addressed.slice(most);
  const told = addressed.slice(0, most).map(({ name, url, evidence }) =>
    missing('dependency', 'build', {
      headline: `${name} comes from ${url} and not from nixpkgs, so it was left out`,
      fix: addressedFix,
      evidence: [evidence],
    }),
  );
  if (rest.length === 0) return told;
  const headline = `${rest.length} more dependencies don't come from nixpkgs, so they were left out`;
  return [...told, missing('dependency', 'build', { headline, fix: addressedFix, evidence: placesOf(rest) })];
}

const ofUnseen = (unseen: readonly Dependency[]): Requirement[] =>
  unseen.length === 0
    ? []
    : [
        unknown('dependency', 'build', {
          headline: `Not sure nixpkgs has: ${some(unseen.map(({ name }) => name))}`,
          check: 'nix run .#versions says which of them it lacks, with the address where to look for the name',
          evidence: placesOf(unseen),
        }),
      ];

/** How many packages one requirement lists. */
const together = 8;

/** Another line of releases stands in the way; another release of the same line is only told. */
function ofOthers(others: readonly Other[], option: string | undefined, locking: string | undefined): Requirement[] {
  const [far, older, unreadable, near] = (['far', 'older', 'unreadable', 'near'] as const).map((kind) =>
    others.filter(({ comparison }) => comparison === kind),
  ) as [Other[], Other[], Other[], Other[]];
  const choices = [...new Set(others.flatMap(({ elsewhere }) => elsewhere))];
  const elsewhere =
    choices.length === 0 || option === undefined ? '' : `, or choose --${option} ${choices.join(' or ')}`;
  const another = `${elsewhere}${locking === undefined ? '' : `, or build the versions that you lock: ${locking}`}`;
  return [
    ...grouped(far).map((group) =>
      missing('version', 'boot', {
        headline: `nixpkgs has another version of ${withVersions(group)}`,
        fix: `allow ${group.length === 1 ? 'that version' : 'those versions'} and change what breaks (the tests run in nix develop)${another}, then run the same command again`,
        evidence: placesOf(group.map(({ each }) => each)),
      }),
    ),
    ...grouped(older).map((group) =>
      unknown('version', 'boot', {
        headline: `nixpkgs has an older version of ${withVersions(group)}`,
        check: `run the tests in nix develop, then allow ${group.length === 1 ? 'that version' : 'those versions'}${another}`,
        evidence: placesOf(group.map(({ each }) => each)),
      }),
    ),
    ...grouped(unreadable).map((group) =>
      unknown('version', 'boot', {
        headline: `Can't read the version that is asked for: ${withVersions(group)}`,
        check: 'nix run .#versions shows what nixpkgs has; write the version as PEP 440 has it',
        evidence: placesOf(group.map(({ each }) => each)),
      }),
    ),
    ...(near.length === 0
      ? []
      : [
          unknown('version', 'keep', {
            headline: `nixpkgs has other releases of ${some(near.map(({ each, asked, has }) => `${each.name} (${has} for ${asked})`))}`,
            check: 'nix run .#versions shows all of them; run the tests in nix develop',
            evidence: placesOf(near.map(({ each }) => each)),
          }),
        ]),
  ];
}

const grouped = (all: readonly Other[]): readonly (readonly Other[])[] =>
  Array.from({ length: Math.ceil(Math.min(all.length, most * together) / together) }, (_, index) =>
    all.slice(index * together, (index + 1) * together),
  );

const withVersions = (group: readonly Other[]): string =>
  group.map(({ each, asked, has }) => `${each.name} (${has}, not ${asked})`).join(', ');
