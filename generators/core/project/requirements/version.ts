import type { Requirement } from '../../model/readiness.js';
import { missing, unknown } from '../verdict.js';
import type { Ground } from './ground.js';

/** The language's version must be one that the project works with. */
export function versionRequirements({ template, detected, conclusion }: Ground): Requirement[] {
  const { version } = conclusion;
  if (!version || version.fits) return [];
  const { language, onboard } = template;
  const evidence = detected.facts.version?.evidence ?? [];
  const headline = `The project asks for ${language} ${version.asked}, and gets ${version.got} from the pinned nixpkgs`;
  const tests = `run the tests in nix develop, then ask for ${version.got} there`;
  // If there is no choice, the compiler itself refuses.
  if (onboard?.option === undefined) return [missing('runtime', 'build', { headline, fix: tests, evidence })];
  return [unknown('runtime', 'boot', { headline, check: `${tests}, or choose with --${onboard.option}`, evidence })];
}
