import type { RequirementRule } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import { fileRequirements } from './files.js';
import type { Ground } from './ground.js';
import { packageRequirements } from './packages.js';
import { isSaidByCommand, portRequirements } from './port.js';
import { programRequirements } from './programs.js';
import { processRequirements } from './processes.js';
import { refusedRequirements } from './refused.js';
import { ruled } from './ruled.js';
import { serviceRequirements } from './services.js';
import { versionRequirements } from './version.js';

/** Everything that must be true for a project to build, boot and answer, in the order of mending it. */
export function requirementsOf(ground: Ground): Requirement[] {
  const others = [
    ...refusedRequirements(ground),
    ...packageRequirements(ground),
    ...versionRequirements(ground),
    ...ruled(ground, rulesFor(ground)),
    ...programRequirements(ground),
    ...portRequirements(ground),
    ...processRequirements(ground),
    ...serviceRequirements(ground),
  ];
  // Only reading shows what can't be read.
  return [...fileRequirements(ground), ...others];
}

/** Code that listens doesn't matter if another server does it. */
function rulesFor(ground: Ground): RequirementRule[] {
  const all = [...ground.template.detect.requirements, ...ground.common.requirements];
  return isSaidByCommand(ground) ? all.filter(({ kind, stage }) => kind !== 'port' || stage === 'keep') : all;
}
