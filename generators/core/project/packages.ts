import type { Dependency } from '../model/detection.js';
import { firstOfEach } from './first-of-each.js';
import type { PackageNames, Refusal } from '../model/packages.js';
import { compare, type Comparison } from './pep440.js';

/** What a project's dependencies become in nixpkgs. */
export interface Packages {
  /** Names in nixpkgs, with extras in brackets, then a space and the requested versions; sorted. */
  readonly names: readonly string[];
  /** Dependencies neither known in nixpkgs nor in the table of names that differ. */
  readonly unseen: readonly Dependency[];
  /** Dependencies that nixpkgs doesn't build. */
  readonly refused: readonly Refused[];
  /** Dependencies that come from a URL, not from an index. */
  readonly addressed: readonly Dependency[];
  /** Dependencies of which nixpkgs has another version than they request. */
  readonly others: readonly Other[];
  /** Those that nothing which runs uses, and that nixpkgs can't build. */
  readonly leftOut: readonly Dependency[];
}

/** A dependency of which nixpkgs has another version. */
export interface Other {
  readonly each: Dependency;
  /** What is requested, without spaces. */
  readonly asked: string;
  /** What nixpkgs has. */
  readonly has: string;
  readonly comparison: Exclude<Comparison, 'fits'>;
  /** Choices of the language's version for which nixpkgs has a version that fits. */
  readonly elsewhere: readonly string[];
  /** Whether nothing that runs uses it. */
  readonly isIdle: boolean;
}

/** A dependency that nixpkgs doesn't build. */
export interface Refused {
  readonly each: Dependency;
  /** What it's called in nixpkgs. */
  readonly name: string;
  /** Absent if nixpkgs no longer has it. */
  readonly refusal?: Refusal;
  /** What to use in its place, as named in its index; empty if nothing is known. */
  readonly instead: string;
  /** How to let nixpkgs build it; empty if that wouldn't help. */
  readonly allow: string;
  /** Choices of the language's version for which nixpkgs builds it. */
  readonly elsewhere: readonly string[];
}

/** Which version of the language is chosen, and the others. */
export interface Choice {
  readonly chosen: string;
  readonly all: readonly string[];
  /** Names of dependencies that nothing which runs uses. */
  readonly idle?: ReadonlySet<string>;
  /** Names in nixpkgs of what the project packages itself. */
  readonly own?: ReadonlySet<string>;
}

/**
 * Finds the names of dependencies in nixpkgs, without those for development.
 *
 * @param needed names that the web process needs in addition to the declared ones
 */
export function packagesFor(
  names: PackageNames,
  all: readonly Dependency[],
  needed: readonly string[],
  choice: Choice,
): Packages {
  const told = ({ name }: Dependency): boolean =>
    [nameOf(names, name), spelling(names, name)].some(
      (each) =>
        each === '' || isKnown(names, each) || Object.hasOwn(names.differ, each) || Object.hasOwn(names.instead, each),
    );
  // An index of its own may have builds of a package that nixpkgs builds too.
  const wanted = all
    .filter(({ development }) => !development)
    .map((each) => (each.index === undefined || told(each) ? each : { ...each, url: `the index ${each.index}` }));
  const isOwn = (each: Dependency): boolean => choice.own?.has(nameOf(names, each.name)) === true;
  const isIdle = ({ name }: Dependency): boolean => choice.idle?.has(name) === true;
  const isBuilt = (each: Dependency): boolean =>
    each.url === '' && told(each) && refusedFor(names, each, nameOf(names, each.name), choice).length === 0;
  const leftOut = wanted.filter((each) => isIdle(each) && !isOwn(each) && !isBuilt(each));
  const kept = wanted.filter((each) => !leftOut.includes(each));
  const own = kept.filter(isOwn).map((each) => ({ each, name: nameOf(names, each.name) }));
  const others = kept.filter((each) => !isOwn(each));
  const addressed = others.filter(({ url }) => url !== '');
  const named = others.filter(({ url }) => url === '');
  const found = named.map((each) => ({ each, name: nameOf(names, each.name) }));
  const written = [...own, ...found].flatMap(({ each, name }) => (name === '' ? [] : [requirement(name, each)]));
  const plain = new Set([...own, ...found].map(({ name }) => name));
  return {
    names: [...new Set([...written, ...needed.filter((name) => !plain.has(name))])].sort(),
    // Several lists may ask for a package, and spell its name differently.
    unseen: firstOfEach(
      named.filter((each) => !told(each)),
      ({ name }) => spelling(names, name),
    ),
    refused: found.flatMap(({ each, name }) => refusedFor(names, each, name, choice)),
    addressed,
    others: found.flatMap(({ each, name }) => otherVersion(names, each, name, choice)),
    leftOut,
  };
}

/** Whether nixpkgs has a package of that name, even if it doesn't build it. */
export const isKnown = ({ nixpkgs: { versions, refused } }: PackageNames, name: string): boolean =>
  Object.hasOwn(versions, name) || Object.hasOwn(refused, name);

function refusedFor(names: PackageNames, each: Dependency, name: string, { chosen, all }: Choice): Refused[] {
  const index = spelling(names, each.name);
  const instead = names.instead[index] ?? '';
  const refusals = Object.hasOwn(names.nixpkgs.refused, name) ? (names.nixpkgs.refused[name] ?? {}) : {};
  const refusal = refusals[chosen];
  if (refusal !== undefined) {
    const allow = (names.allow[refusal.why] ?? '').replaceAll('{of}', refusal.of);
    return [{ each, name, refusal, instead, allow, elsewhere: all.filter((one) => !Object.hasOwn(refusals, one)) }];
  }
  const isGone = Object.hasOwn(names.instead, index) && !isKnown(names, name);
  return isGone ? [{ each, name, instead, allow: '', elsewhere: [] }] : [];
}

function otherVersion(names: PackageNames, each: Dependency, name: string, { chosen, all, idle }: Choice): Other[] {
  const asked = comparisons(each.version);
  const has = versionIn(names, name, chosen);
  if (names.versions === undefined || asked === '' || has === undefined) return [];
  const comparison = compare(has, asked);
  if (comparison === 'fits') return [];
  const elsewhere = all.filter((one) => compare(versionIn(names, name, one) ?? '', asked) === 'fits');
  return [{ each, asked, has, comparison, elsewhere, isIdle: idle?.has(each.name) === true }];
}

/** The version of a package for a choice of the language's version. */
export function versionIn(
  { nixpkgs: { versions, refused } }: PackageNames,
  name: string,
  chosen: string,
): string | undefined {
  const found = Object.hasOwn(versions, name) ? versions[name] : undefined;
  if (Object.hasOwn(refused, name) && refused[name]?.[chosen] !== undefined) return undefined;
  return typeof found === 'string' ? found : found?.[chosen];
}

/** A name as nixpkgs spells it; empty if it has no package of its own there. */
export function nameOf(names: PackageNames, name: string): string {
  const spelt = spelling(names, name);
  return Object.hasOwn(names.differ, spelt) ? (names.differ[spelt] ?? spelt) : spelt;
}

/** A name as its index looks it up. */
export const spelling = ({ spelling: how }: PackageNames, name: string): string =>
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
