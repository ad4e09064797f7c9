import type { Dependency, PackageNames } from '../model/detection.js';

/** What a project's dependencies become in nixpkgs. */
export interface Packages {
  /** Names in nixpkgs, with extras in brackets, then a space and the requested versions; sorted. */
  readonly names: readonly string[];
  /** Dependencies neither known in nixpkgs nor in the table of names that differ. */
  readonly unseen: readonly Dependency[];
  /** Dependencies that come from a URL, not from an index. */
  readonly addressed: readonly Dependency[];
  /** Dependencies that exclude newer versions: nixpkgs has a version of its own. */
  readonly pinned: readonly Dependency[];
}

/**
 * Finds the names of dependencies in nixpkgs, without those for development.
 *
 * @param needed names that the web process needs in addition to the declared ones
 */
export function packagesFor(names: PackageNames, all: readonly Dependency[], needed: readonly string[]): Packages {
  const known = new Set([...names.known, ...Object.keys(names.differ)]);
  const isKnown = ({ name }: Dependency): boolean =>
    known.has(nameOf(names, name)) || known.has(spelling(names, name)) || nameOf(names, name) === '';
  // An index of its own may have builds of a package that nixpkgs builds too.
  const wanted = all
    .filter(({ development }) => !development)
    .map((each) => (each.index === undefined || isKnown(each) ? each : { ...each, url: `the index ${each.index}` }));
  const addressed = wanted.filter(({ url }) => url !== '');
  const named = wanted.filter(({ url }) => url === '');
  const found = named.map((each) => ({ each, name: nameOf(names, each.name) }));
  const written = found.flatMap(({ each, name }) => (name === '' ? [] : [requirement(name, each)]));
  const plain = new Set(found.map(({ name }) => name));
  return {
    names: [...new Set([...written, ...needed.filter((name) => !plain.has(name))])].sort(),
    unseen: named.filter((each) => !isKnown(each)),
    addressed,
    pinned: named.filter(({ version }) => /(?:^|[,|])[=~^<\d]/.test(comparisons(version))),
  };
}

/** A name as nixpkgs spells it; empty if it has no package of its own there. */
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

/** The requested versions, without spaces, and with a comma between comparisons; empty if any version will do. */
const comparisons = (version: string): string =>
  version
    .trim()
    .replace(/^\*$/, '')
    // Collapse whitespace first, so that no later step scans a long run more than once.
    .replace(/\s+/g, ' ')
    .replace(/([<>=!~^,|]) /g, '$1')
    .replace(/ ([,|])/g, '$1')
    .replaceAll(' ', ',');
