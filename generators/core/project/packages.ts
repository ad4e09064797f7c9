import type { Dependency, PackageNames } from '../model/detection.js';

/** What becomes of a project's dependencies in nixpkgs. */
export interface Packages {
  /** Names in nixpkgs, with their extras in brackets, and after a blank the versions that are asked for; sorted. */
  readonly names: readonly string[];
  /** Those that were not seen in nixpkgs, nor in the table of names that differ. */
  readonly unseen: readonly Dependency[];
  /** Those that come from an address, and from no index. */
  readonly addressed: readonly Dependency[];
  /** Those that shut out newer versions: nixpkgs has one of its own. */
  readonly pinned: readonly Dependency[];
}

/**
 * Finds the names of dependencies in nixpkgs. Those of development are left out.
 *
 * @param needed names that the web process needs beside what is declared
 */
export function packagesFor(names: PackageNames, all: readonly Dependency[], needed: readonly string[]): Packages {
  const wanted = all.filter(({ development }) => !development);
  const addressed = wanted.filter(({ url }) => url !== '');
  const named = wanted.filter(({ url }) => url === '');
  const found = named.map((each) => ({ each, name: nameOf(names, each.name) }));
  const written = found.flatMap(({ each, name }) => (name === '' ? [] : [requirement(name, each)]));
  const plain = new Set(found.map(({ name }) => name));
  const known = new Set([...names.known, ...Object.keys(names.differ)]);
  return {
    names: [...new Set([...written, ...needed.filter((name) => !plain.has(name))])].sort(),
    unseen: found
      .filter(({ each, name }) => name !== '' && !known.has(name) && !known.has(spelling(names, each.name)))
      .map(({ each }) => each),
    addressed,
    pinned: named.filter(({ version }) => /(?:^|[,|])[=~^<\d]/.test(comparisons(version))),
  };
}

/** A name in nixpkgs' spelling; empty where it has no package of its own there. */
export function nameOf(names: PackageNames, name: string): string {
  const spelt = spelling(names, name);
  return Object.hasOwn(names.differ, spelt) ? (names.differ[spelt] ?? spelt) : spelt;
}

const spelling = ({ spelling: how }: PackageNames, name: string): string =>
  how === 'pep503' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name;

const requirement = (name: string, { extras, version }: Dependency): string => {
  const bracket = extras.length === 0 ? '' : `[${extras.map((each) => each.toLowerCase()).join(',')}]`;
  return `${name}${bracket} ${comparisons(version)}`.trim();
};

/** What versions are asked for, without blanks, and with a comma between comparisons; empty where any will do. */
const comparisons = (version: string): string =>
  version
    .trim()
    .replace(/^\*$/, '')
    // A run of blanks is one from here on, so that no step looks at it more than once.
    .replace(/\s+/g, ' ')
    .replace(/([<>=!~^,|]) /g, '$1')
    .replace(/ ([,|])/g, '$1')
    .replaceAll(' ', ',');
