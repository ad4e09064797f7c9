import type { Companion, PackageNames } from '../model/packages.js';
import { normal } from './locked/read.js';
import { staysBelow } from './pep440.js';
import { compared, parts } from './versions.js';

/** A package and the versions that are asked for, such as "==1.4.2"; any version if it's empty. */
export interface Asked {
  readonly name: string;
  readonly version: string;
}

/** A package that is too old for a version of the language. */
export interface TooOld<Package extends Asked = Asked> {
  readonly each: Package;
  /** Its first release that isn't. */
  readonly first: string;
}

/**
 * Packages of which no release that is asked for runs on a version of the language, or has a built file for it.
 *
 * @param line a release line of the language, such as "3.13"
 */
export function tooOldFor<Package extends Asked>(
  { since = {} }: Pick<PackageNames, 'since'>,
  line: string,
  packages: readonly Package[],
): TooOld<Package>[] {
  return packages.flatMap((each) => {
    const firsts = Object.entries(own(since, normal(each.name)) ?? {});
    // What doesn't run on 3.12 doesn't run on 3.13.
    const [, first] = firsts.findLast(([from]) => compared(parts(from), parts(line)) <= 0) ?? [];
    return first !== undefined && staysBelow(each.version, first) ? [{ each, first }] : [];
  });
}

/** What packages need besides what they ask for. */
export function companionsOf<Package extends Asked>(
  { companions = [] }: Pick<PackageNames, 'companions'>,
  packages: readonly Package[],
): { readonly companion: Companion; readonly each: Package }[] {
  return companions.flatMap((companion) => {
    const [each] = packages.filter(({ name, version }) => {
      const until = own(companion.until, normal(name));
      return until !== undefined && staysBelow(version, until);
    });
    return each === undefined ? [] : [{ companion, each }];
  });
}

const own = <Value>(all: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined;
