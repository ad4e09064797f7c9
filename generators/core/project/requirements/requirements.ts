import type { Requirement } from '../../model/readiness.js';
import { fileRequirements } from './files.js';
import type { Ground } from './ground.js';
import { packageRequirements } from './packages.js';
import { portRequirements } from './port.js';
import { programRequirements } from './programs.js';
import { processRequirements } from './processes.js';
import { ruled } from './ruled.js';
import { serviceRequirements } from './services.js';
import { versionRequirements } from './version.js';

/** Everything that must be true for a project to build, boot and answer, in the order of mending it. */
export const requirementsOf = (ground: Ground): Requirement[] => [
  ...fileRequirements(ground),
  ...packageRequirements(ground),
  ...versionRequirements(ground),
  ...ruled(ground, [...ground.template.detect.requirements, ...ground.common.requirements]),
  ...programRequirements(ground),
  ...portRequirements(ground),
  ...processRequirements(ground),
  ...serviceRequirements(ground),
];
