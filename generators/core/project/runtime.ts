import type { Template } from '../model/catalog.js';
import type { Fact } from '../model/detection.js';
import { fits } from './versions.js';

/** The language's version that a project requests, and the one that it gets. */
export interface Runtime {
  readonly asked: string;
  readonly got: string;
  readonly fits: boolean;
}

/**
 * Chooses the version of the language.
 *
 * @param fact what the project requests
 * @param options the user's answers
 */
export function runtimeFor(
  template: Pick<Template, 'onboard' | 'options'>,
  fact: Fact | undefined,
  options: Readonly<Record<string, string>>,
): Runtime | undefined {
  const asked = fact?.settled ? fact.value : '';
  const releases = releasesOf(template);
  const chosen = template.onboard?.option === undefined ? undefined : options[template.onboard.option];
  const got = chosen ?? releases.find((each) => fits(each, asked)) ?? releases[0];
  return got === undefined ? undefined : { asked, got, fits: fits(got, asked) };
}

/** The release lines of the language that there are, the usual one first. */
export function releasesOf({ onboard, options }: Pick<Template, 'onboard' | 'options'>): string[] {
  const option = options.find((each) => each.name === onboard?.option);
  if (option) return [option.default, ...option.choices.filter((each) => each !== option.default)];
  return onboard?.version === undefined ? [] : [onboard.version];
}
