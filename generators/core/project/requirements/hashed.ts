import type { Requirement } from '../../model/readiness.js';
import { matchesOf } from '../rules.js';
import { unknown } from '../verdict.js';
import type { Ground } from './ground.js';
import { again, lockingCommand } from './locking.js';

/** A project that names its packages by hash expects exactly those files. Only a lock file says where to get them. */
export function hashedRequirements(ground: Ground): Requirement[] {
  const { conclusion, template } = ground;
  const rules = template.onboard?.origin;
  const command = lockingCommand(ground);
  if (rules === undefined || command === undefined || conclusion.origin !== 'nixpkgs') return [];
  const [first] = matchesOf(ground, rules.hashed);
  if (first === undefined) return [];
  const evidence = first.evidence();
  return [
    unknown('lock', 'keep', {
      headline: `${evidence.path} has hashes, and nixpkgs builds other files than those`,
      check: `to get exactly what it names: ${command}, ${again}`,
      evidence: [evidence],
    }),
  ];
}
