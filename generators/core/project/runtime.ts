import type { Template } from '../model/catalog.js';
import type { Fact, Observation } from '../model/detection.js';
import { fits } from './versions.js';

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
}

/**
 * Chooses the version of the language.
 *
 * @param fact what the project wishes
 * @param ranges of versions that it is for
 * @param options the user's answers
 */
export function runtimeFor(
  template: Pick<Template, 'onboard' | 'options'>,
  fact: Fact | undefined,
  ranges: readonly Observation[],
  options: Readonly<Record<string, string>>,
): Runtime | undefined {
  const asked = fact?.settled ? fact.value : '';
  const releases = releasesOf(template);
  const newest = (line: string): string => template.onboard?.newest?.[line] ?? line;
  const allowed = releases.filter((each) => ranges.every(({ value }) => fits(each, value, newest(each))));
  const chosen = template.onboard?.option === undefined ? undefined : options[template.onboard.option];
  const likely = allowed.length > 0 ? allowed : releases;
  const got = chosen ?? likely.find((each) => fits(each, asked)) ?? likely[0];
  if (got === undefined) return undefined;
  return {
    ...{ asked, got, newest: newest(got), fits: fits(got, asked) },
    excluding: ranges.filter(({ value }) => !fits(got, value, newest(got))),
    others: releases.filter((each) => each !== got),
    allowed: allowed.filter((each) => each !== got),
  };
}

/** The release lines of the language that there are, the usual one first. */
export function releasesOf({ onboard, options }: Pick<Template, 'onboard' | 'options'>): string[] {
  const option = options.find((each) => each.name === onboard?.option);
  if (option) return [option.default, ...option.choices.filter((each) => each !== option.default)];
  return onboard?.version === undefined ? [] : [onboard.version];
}
