import type { Template } from '../model/catalog.js';
import type { Fact, Observation } from '../model/detection.js';
import { compared, fits, parts } from './versions.js';

/** The language's version that a project requests, and the one that it gets. */
export interface Runtime {
  /** Its wish; empty if it has none. */
  readonly asked: string;
  readonly got: string;
  /** The newest version of what it gets, as far as is known. */
  readonly newest: string;
  /** Whether it gets what it wishes. */
  readonly fits: boolean;
  /** Ranges of versions that the project is for, and that leave out what it gets. */
  readonly excluding: readonly Observation[];
  /** The other versions that there are. */
  readonly others: readonly string[];
  /** Those of them that no range leaves out. */
  readonly allowed: readonly string[];
  /** Those that a lock file could be for and that no range leaves out, the one that is closest to its wish first. */
  readonly lockable: readonly string[];
}

/** What a project says about the language's version: the one that it wishes, and ranges that it is for. */
export interface Wishes {
  readonly version: Fact | undefined;
  readonly ranges: readonly Observation[];
}

/**
 * Chooses the version of the language.
 *
 * @param options the user's answers
 * @param lock ranges that the project's own lock file is for, if packages come from it and not from nixpkgs
 * @param isTooNew whether packages that the project asks for are too old for a release line
 */
export function runtimeFor(
  template: Pick<Template, 'onboard' | 'options'>,
  { version, ranges }: Wishes,
  options: Readonly<Record<string, string>>,
  lock?: readonly Observation[],
  isTooNew: (line: string) => boolean = () => false,
): Runtime | undefined {
  const asked = version?.settled ? version.value : '';
  const usual = releasesOf(template);
  const every = [...usual, ...lockedReleasesOf(template)];
  const releases = lock === undefined ? usual : every;
  const newest = (line: string): string => template.onboard?.newest?.[line] ?? line;
  const all = [...ranges, ...(lock ?? [])];
  const allowedBy = (within: readonly Observation[], lines: readonly string[]): string[] =>
    lines.filter((each) => within.every(({ value }) => fits(each, value, newest(each))));
  const bestOf = (lines: readonly string[], within: readonly Observation[], isLess: (line: string) => boolean) => {
    const allowed = allowedBy(within, lines);
    const likely = allowed.length > 0 ? allowed : lines;
    const fitting = likely.filter((each) => fits(each, asked));
    // A plain version is one on which the project runs today.
    if (isPlain(asked)) return fitting[0] ?? nextAbove(likely, asked) ?? likely[0];
    const good = fitting.length > 0 ? fitting : likely;
    return good.find((each) => !isLess(each)) ?? good[0];
  };
  const chosen = template.onboard?.option === undefined ? undefined : options[template.onboard.option];
  const best = chosen ?? bestOf(every, ranges, isTooNew);
  // What nixpkgs builds isn't as old as what the project asks for.
  const got = chosen ?? bestOf(releases, all, lock === undefined ? () => false : isTooNew);
  if (got === undefined) return undefined;
  const rank = (line: string): number => (line === best ? 0 : isTooNew(line) ? 2 : 1);
  return {
    ...{ asked, got, newest: newest(got), fits: fits(got, asked) },
    excluding: all.filter(({ value }) => !fits(got, value, newest(got))),
    others: releases.filter((each) => each !== got),
    allowed: allowedBy(all, releases).filter((each) => each !== got),
    lockable: allowedBy(ranges, every).sort((a, b) => rank(a) - rank(b)),
  };
}

const isPlain = (version: string): boolean => /^\d+(?:\.\d+){0,2}$/.test(version);

/** The lowest release line above a plain version: what ran on that one runs there most likely. */
function nextAbove(releases: readonly string[], asked: string): string | undefined {
  const above = releases.filter((each) => compared(parts(each), parts(asked)) > 0);
  return above.sort((a, b) => compared(parts(a), parts(b)))[0];
}

/** The release lines of the language that nixpkgs has packages for, the usual one first. */
export function releasesOf({ onboard, options }: Pick<Template, 'onboard' | 'options'>): string[] {
  const option = options.find((each) => each.name === onboard?.option);
  if (option) return [option.default, ...option.choices.filter((each) => each !== option.default)];
  return onboard?.version === undefined ? [] : [onboard.version];
}

/** Those that nixpkgs has without packages, the newest one first. */
const lockedReleasesOf = ({ onboard, options }: Pick<Template, 'onboard' | 'options'>): readonly string[] =>
  options.find((each) => each.name === onboard?.option)?.locked ?? [];

/** The oldest release line of the language that nixpkgs has, with or without packages. */
export const oldestOf = (template: Pick<Template, 'onboard' | 'options'>): string =>
  [...releasesOf(template), ...lockedReleasesOf(template)].sort((a, b) => compared(parts(a), parts(b)))[0] ?? '';
