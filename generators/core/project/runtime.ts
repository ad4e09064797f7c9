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
  const { option: name, version: only } = template.onboard ?? {};
  const option = template.options.find((each) => each.name === name);
  const asked = fact?.settled ? fact.value : '';
  const lines = option ? [option.default, ...option.choices] : only === undefined ? [] : [only];
  const chosen = name === undefined ? undefined : options[name];
  const got = chosen ?? lines.find((line) => fits(line, asked)) ?? lines[0];
  return got === undefined ? undefined : { asked, got, fits: fits(got, asked) };
}
