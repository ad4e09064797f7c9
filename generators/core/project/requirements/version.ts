import type { Template } from '../../model/catalog.js';
import type { Requirement } from '../../model/readiness.js';
import { filled } from '../filled.js';
import { missing, unknown } from '../verdict.js';
import { fits } from '../versions.js';
import { releasesOf } from '../runtime.js';
import { some, type Ground } from './ground.js';
import { again, lockingCommand } from './locking.js';

/** The language's version must be one that the project is for. A version that it only wishes for is told. */
export function versionRequirements(ground: Ground): Requirement[] {
  const { template, detected, conclusion } = ground;
  const { version } = conclusion;
  if (!version) return [];
  const { asked, got, newest, excluding, allowed, others, lockable } = version;
  const [locked = got] = lockable;
  const named = languageName(template);
  const flag = template.onboard?.option;
  const choose = (all: readonly string[]): string =>
    flag === undefined || all.length === 0 ? '' : `--${flag} ${all.join(' or ')}`;
  const tests = 'run the tests in nix develop';
  const locking = lockingCommand(ground);
  const toLock = locking === undefined ? undefined : `${locking}, ${again}`;
  if (conclusion.origin === 'nixpkgs' && !releasesOf(template).includes(got)) {
    const other = `run the same command with ${choose(releasesOf(template))}`;
    return [
      missing('runtime', 'build', {
        headline: `nixpkgs has ${named} ${got}, but no packages for it`,
        fix: toLock === undefined ? other : `${toLock}; or ${other}`,
        evidence: [],
      }),
    ];
  }
  // A lock file makes a difference only where there is a version that fits better.
  const better = locked === got ? undefined : toLock;
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
    const own = easy === '' ? `${allow}, then ${tests}` : `run the same command with ${easy}`;
    return [
      missing('runtime', flag === undefined ? 'build' : 'boot', {
        headline: `The project is for ${named} ${some(excluding.map(({ value }) => value))}, and gets ${had}`,
        fix: better === undefined ? own : `${better}; or ${own}`,
        evidence: places,
      }),
    ];
  }
  if (version.fits) return [];
  const other = choose(others);
  const ways = [
    tests,
    ...(better === undefined
      ? []
      : [`to have ${named} ${locked}${fits(locked, asked) ? '' : ', which is closer'}: ${better}`]),
    ...(other === '' ? [] : [`there is also ${other}`]),
  ];
  return [
    unknown('runtime', 'keep', {
      headline: `The project asks for ${named} ${asked}, and gets ${got}`,
      check: ways.join('; '),
      evidence: detected.facts.version?.evidence.slice(0, 1) ?? [],
    }),
  ];
}

/** The language as a name in a sentence. */
export const languageName = ({ language }: Pick<Template, 'language'>): string =>
  language.charAt(0).toUpperCase() + language.slice(1);
