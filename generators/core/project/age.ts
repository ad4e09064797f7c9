import type { Template } from '../model/catalog.js';
import type { Companion, PackageNames } from '../model/packages.js';
import { normal } from './locked/read.js';
import { staysBelow } from './pep440.js';
import { oldestOf } from './runtime.js';
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

/**
 * Which release lines of the language are too new for packages. What is too old for all of them doesn't count as it is
 * asked for, but as it has to become.
 */
export function tooNewFor(
  template: Pick<Template, 'onboard' | 'options'> & { readonly detect: Pick<Template['detect'], 'packages'> },
  packages: readonly Asked[],
): (line: string) => boolean {
  const known = template.detect.packages;
  const raised = new Map<Asked, string>();
  for (const { each, first } of tooOldFor(known, oldestOf(template), packages)) raised.set(each, `==${first}`);
  const after = packages.map((each) => ({ ...each, version: raised.get(each) ?? each.version }));
  return (line) => tooOldFor(known, line, after).length > 0;
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
