import type { Dependency, Evidence } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import { missing, unknown } from '../verdict.js';
import { most, some, type Ground } from './ground.js';

/** Each dependency must come from nixpkgs, in a version that the project allows. */
export function packageRequirements({ conclusion }: Ground): Requirement[] {
  const { packages, project } = conclusion;
  if (project.packages.length === 0) return [];
  return [...ofAddressed(packages.addressed), ...ofUnseen(packages.unseen), ...ofPinned(packages.pinned)];
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

const ofPinned = (pinned: readonly Dependency[]): Requirement[] =>
  pinned.length === 0
    ? []
    : [
        unknown('version', 'boot', {
          headline: `Nix takes the versions of the pinned nixpkgs, which may be newer than the project allows: ${some(pinned.map(({ name, version }) => `${name} ${version}`))}`,
          check:
            'nix run .#versions shows both next to each other; where they differ, run the tests in nix develop, then allow that version',
          evidence: placesOf(pinned),
        }),
      ];
