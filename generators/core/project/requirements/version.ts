import type { Template } from '../../model/catalog.js';
import type { Requirement } from '../../model/readiness.js';
import { filled } from '../filled.js';
import { missing, unknown } from '../verdict.js';
import { fits } from '../versions.js';
import { some, type Ground } from './ground.js';

/** The language's version must be one that the project is for. A version that it only wishes for is told. */
export function versionRequirements({ template, detected, conclusion: { version } }: Ground): Requirement[] {
  if (!version) return [];
  const { asked, got, newest, excluding, allowed, others } = version;
  const named = languageName(template);
  const flag = template.onboard?.option;
  const choose = (all: readonly string[]): string =>
    flag === undefined || all.length === 0 ? '' : `--${flag} ${all.join(' or ')}`;
  const tests = 'run the tests in nix develop';
  if (excluding.length > 0) {
    const places = excluding.flatMap(({ evidence }) => evidence.slice(0, 1));
    const easy = choose(allowed);
    // The release would do, but nixpkgs has only older versions of it.
    const had = excluding.every(({ value }) => fits(got, value)) ? newest : got;
    const lower = template.onboard?.lower;
    const allow =
      lower === undefined
        ? `allow ${named} ${had} in ${some([...new Set(places.map(({ path }) => path))])}`
        : filled(lower, { newest });
    return [
      missing('runtime', flag === undefined ? 'build' : 'boot', {
        headline: `The project is for ${named} ${some(excluding.map(({ value }) => value))}, and gets ${had}`,
        fix: easy === '' ? `${allow}, then ${tests}` : `run the same command with ${easy}`,
        evidence: places,
      }),
    ];
  }
  if (version.fits) return [];
  const other = choose(others);
  return [
    unknown('runtime', 'keep', {
      headline: `The project asks for ${named} ${asked}, and gets ${got}`,
      check: other === '' ? tests : `${tests}; there is also ${other}`,
      evidence: detected.facts.version?.evidence.slice(0, 1) ?? [],
    }),
  ];
}

/** The language as a name in a sentence. */
export const languageName = ({ language }: Pick<Template, 'language'>): string =>
  language.charAt(0).toUpperCase() + language.slice(1);
