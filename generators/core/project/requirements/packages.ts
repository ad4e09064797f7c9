import type { Dependency, Evidence } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import type { PackageNames } from '../../model/packages.js';
import { overlayFix } from '../overlay.js';
import type { Other } from '../packages.js';
import type { Tree } from '../tree.js';
import { missing, unknown } from '../verdict.js';
import { some, type Ground } from './ground.js';
import { again, lockingCommand } from './locking.js';

/** Each dependency must come from nixpkgs, in a version that the project allows. */
export function packageRequirements(ground: Ground): Requirement[] {
  const { conclusion, template, tree } = ground;
  const { packages, project } = conclusion;
  if (project.packages.length === 0) return [];
  const locking = lockingCommand(ground);
  return [
    ...ofAddressed(template.detect.packages, tree, packages.addressed),
    // One step is enough to lock.
    ...ofUnseen(packages.unseen, packages.others.some(({ comparison }) => comparison === 'far') ? undefined : locking),
    ...ofOthers(
      packages.others.filter(({ isIdle }) => !isIdle),
      template.onboard?.option,
      locking,
    ),
    ...ofIdle(
      packages.others.filter(({ isIdle }) => isIdle),
      packages.leftOut,
    ),
  ];
}

const placesOf = (all: readonly Dependency[]): Evidence[] => all.slice(0, 3).map(({ evidence }) => evidence);

const release = 'depend on a release that nixpkgs has';

function ofAddressed(names: PackageNames, tree: Tree, addressed: readonly Dependency[]): Requirement[] {
  // Those that can be packaged in the same file are one step.
  const isKnown = (each: Dependency): boolean => overlayFix(names, tree, [each]) !== undefined;
  return [addressed.filter(isKnown), addressed.filter((each) => !isKnown(each))].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const headline =
      group.length === 1
        ? `${first.name} comes from ${first.url} and not from nixpkgs, so it was left out`
        : `${some(group.map(({ name }) => name))} come from addresses and not from nixpkgs, so they were left out`;
    const fix = `${release}, or ${overlayFix(names, tree, group) ?? 'package it in nix/overlay.nix'}`;
    return [missing('dependency', 'build', { headline, fix, evidence: placesOf(group) })];
  });
}

const ofUnseen = (unseen: readonly Dependency[], locking: string | undefined): Requirement[] =>
  unseen.length === 0
    ? []
    : [
        unknown('dependency', 'build', {
          headline: `Not sure nixpkgs has: ${some(unseen.map(({ name }) => name))}`,
          // What is locked doesn't come from nixpkgs.
          check: `${locking === undefined ? '' : `${locking}, ${again}; or `}nix run .#versions says which of them it lacks, with the address where to look for the name`,
          evidence: placesOf(unseen),
        }),
      ];

/** How many packages one requirement lists; `nix run .#versions` lists all. */
const together = 20;

/** Another line of releases stands in the way; another release of the same line is only told. */
function ofOthers(others: readonly Other[], option: string | undefined, locking: string | undefined): Requirement[] {
  const [far, older, unreadable, near] = (['far', 'older', 'unreadable', 'near'] as const).map((kind) =>
    others.filter(({ comparison }) => comparison === kind),
  ) as [Other[], Other[], Other[], Other[]];
  const choices = [...new Set(others.flatMap(({ elsewhere }) => elsewhere))];
  const elsewhere =
    choices.length === 0 || option === undefined ? '' : `, or choose --${option} ${choices.join(' or ')}`;
  // Only a lock file builds what is asked for, and it takes one command.
  const first = locking === undefined ? '' : `${locking}, ${again}; or `;
  return [
    ...grouped(far).map((group) =>
      missing('version', 'boot', {
        headline: `nixpkgs has another version of ${withVersions(group)}`,
        fix: `${first}allow ${group.length === 1 ? 'that version' : 'those versions'} and change what breaks (the tests run in nix develop)${elsewhere}${first === '' ? `, ${again}` : ''}`,
        evidence: placesOf(group.map(({ each }) => each)),
      }),
    ),
    ...grouped(older).map((group) =>
      unknown('version', 'boot', {
        headline: `nixpkgs has an older version of ${withVersions(group)}`,
        check: `run the tests in nix develop, then allow ${group.length === 1 ? 'that version' : 'those versions'}${elsewhere}${locking === undefined ? '' : `; or ${locking}`}`,
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

/** Tools for development stop nothing. */
const ofIdle = (others: readonly Other[], leftOut: readonly Dependency[]): Requirement[] => [
  ...(others.length === 0
    ? []
    : [
        unknown('version', 'keep', {
          headline: `nixpkgs has other versions of tools that the app doesn't use: ${some(others.map(({ each, has }) => `${each.name} (${has})`))}`,
          check: 'nix develop has them; to keep them out of the image, list them for development only',
          evidence: placesOf(others.map(({ each }) => each)),
        }),
      ]),
  ...(leftOut.length === 0
    ? []
    : [
        unknown('dependency', 'keep', {
          headline: `Left out, since the app doesn't use them: ${some(leftOut.map(({ name }) => name))}`,
          check: "nixpkgs can't build them as they are asked for; list them for development only",
          evidence: placesOf(leftOut),
        }),
      ]),
];

/** All that one change mends. */
const grouped = (all: readonly Other[]): readonly (readonly Other[])[] => (all.length === 0 ? [] : [all]);

const withVersions = (group: readonly Other[]): string =>
  some(
    group.map(({ each, asked, has }) => `${each.name} (${has}, not ${asked})`),
    together,
  );
