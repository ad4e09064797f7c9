import type { Requirement } from '../../model/readiness.js';
import { ageRequirements } from './ages.js';
import { buildRequirements } from './builds.js';
import { digestRequirements } from './digests.js';
import { reachedFrom } from '../code/reached.js';
import { fileRequirements } from './files.js';
import { folderRequirements } from './folders.js';
import type { Ground } from './ground.js';
import { hashedRequirements } from './hashed.js';
import { importRequirements } from './imports.js';
import { lastingRequirements } from './lasting.js';
import { lockedRequirements } from './locked.js';
import { lockRequirements } from './locks.js';
import { inWordsOf } from './lock-kinds.js';
import { lockKindOf } from '../lock-kinds.js';
import { outdatedRequirements } from './outdated.js';
import { packageRequirements } from './packages.js';
import { portRequirements } from './port.js';
import { programRequirements } from './programs.js';
import { processRequirements } from './processes.js';
import { reachRequirements } from './reach.js';
import { refusedRequirements } from './refused.js';
import { ruled } from './ruled.js';
import { serviceRequirements } from './services.js';
import { startedRequirements } from './started.js';
import { migrationRequirements } from './migrations.js';
import { stepRequirements } from './steps.js';
import { variableRequirements } from './variables.js';
import { versionRequirements } from './version.js';
import { workspaceRequirements } from './workspaces.js';

/** Everything that must be true for a project to build, boot and answer, in the order of mending it. */
export function requirementsOf(given: Ground): Requirement[] {
  const { template, common, conclusion } = given;
  const starts = conclusion.processes.flatMap(({ followed }) => followed.starts);
  const ground = { ...given, reached: reachedFrom(given, template.detect.code, starts) };
  const others = [
    ...reachRequirements(ground),
    ...refusedRequirements(ground),
    ...workspaceRequirements(ground),
    ...outdatedRequirements(ground),
    ...lockRequirements(ground),
    ...lockedRequirements(ground),
    ...hashedRequirements(ground),
    ...ageRequirements(ground),
    ...packageRequirements(ground),
    ...versionRequirements(ground),
    ...ruled(
      ground,
      [...template.detect.requirements, ...common.requirements].filter(
        ({ from, starts: program }) => program === undefined && (from === undefined || from === conclusion.origin),
      ),
    ),
    ...folderRequirements(ground),
    ...stepRequirements(ground),
    ...digestRequirements(ground),
    ...buildRequirements(ground),
    ...programRequirements(ground),
    ...startedRequirements(ground),
    ...importRequirements(ground),
    ...lastingRequirements(ground),
    ...portRequirements(ground),
    ...variableRequirements(ground),
    ...migrationRequirements(ground),
    ...processRequirements(ground),
    ...serviceRequirements(ground),
  ];
  const kind = lockKindOf(ground.tree, template.detect.lock, ground.detected.facts);
  // Only reading shows what can't be read.
  const all = [...fileRequirements(ground), ...others];
  return kind === undefined ? all : all.map((each) => inWordsOf(kind, each));
}
