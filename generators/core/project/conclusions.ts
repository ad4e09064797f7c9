import { usersRegistry } from '../tools/npm-registry.js';
import type { Detected, Evidence, Onboarded } from '../model/detection.js';
import type { Template } from '../model/catalog.js';
import type { PartialAnswers } from '../model/pipeline.js';
import type { Origin } from '../model/locked.js';
import type { Examined } from './detect.js';
import { lockKindOf } from './lock-kinds.js';
import type { LockRead } from './locked/origin.js';
import { ownPackages } from './overlay.js';
import { lacksAddresses, lockOf } from './locks.js';
import { packagesFor, type Packages } from './packages.js';
import { ofUser, processesOf, type Commands, type Process } from './processes.js';
import { fittedProject, type Misfit } from './project-form.js';
import type { RuleContext } from './rules.js';
import { releasesOf, type Runtime } from './runtime.js';
import { usedServices } from './services.js';
import { idleTools } from './tools.js';
import { allowedValues, neededVariables } from './variables.js';

/** What a detected project means for the answers. */
export interface Conclusion {
  readonly given: PartialAnswers;
  /** Every process type, with the programs that it starts. */
  readonly processes: readonly Process[];
  /** What rendering needs to know about the project. */
  readonly project: Onboarded;
  readonly packages: Packages;
  /** The project's lock file, if there is one that Nix can read, and whether its packages are built. */
  readonly lock: LockRead | undefined;
  readonly origin: Origin;
  /** Packages that processes start and that the project doesn't ask for. */
  readonly added: readonly string[];
  /** Where the build's command is from; the path is empty if the user gave it, or if there is none. */
  readonly buildPlace: Evidence;
  /** What was detected or given but can't be used. */
  readonly misfits: readonly Misfit[];
  /** The version that the project requests, and the one that it gets. */
  readonly version: Runtime | undefined;
}

/**
 * Derives answers from what was detected in a project.
 *
 * @param commands what the user gave; these override what was detected
 * @param given the user's other answers
 * @param built the command of the build, if the user gave it; likewise
 */
export function concluded(
  template: Template,
  { detected, context, runtime: version, lock, origin }: Examined,
  commands: Commands,
  given: PartialAnswers,
  built?: string,
): Conclusion {
  const processes = processesOf(template, detected, context, commands, version?.got ?? '');
  const needs = commands.web === undefined ? (detected.facts.start?.needs ?? []) : [];
  const added = processes.flatMap(({ followed }) =>
    followed.starts.flatMap(({ origin }) => (origin.is === 'added' ? [origin.name] : [])),
  );
  const uses = template.detect.packages.spelling !== 'as-is';
  const build = detected.facts.build;
  const builds = built ?? buildsOf(build?.settled ? build.value : '', processes);
  const buildPlace = (built === undefined ? build?.evidence[0] : undefined) ?? ofUser;
  const { config } = context.common;
  const variables = neededVariables(config, detected, processes).map(({ value }) => value);
  const isLocked = origin === 'lock' && lock !== undefined;
  // What is locked isn't looked for in nixpkgs.
  const asked = isLocked ? [] : detected.dependencies;
  const packages = packagesFor(template.detect.packages, asked, [...needs, ...added], {
    chosen: version?.got ?? '',
    all: releasesOf(template),
    idle: idleTools(template, context, processes, builds),
    own: ownPackages(template.detect.packages, context.tree),
  });
  const { project, misfits } = fittedProject(template, {
    processes: Object.fromEntries(processes.map(({ type, followed }) => [type, followed.command])),
    packages: uses && !isLocked ? packages.names : [],
    programs: (detected.lists.programs ?? []).map(({ value }) => value),
    builds,
    manifests: [
      ...(detected.lists.manifests ?? []).map(({ value }) => value),
      ...(isLocked ? [lock.form.file, ...lock.form.beside.filter(context.tree.exists)] : []),
    ],
    variables,
    values: allowedValues(config, detected, variables),
    services: usedServices(detected).map(({ value }) => value),
    ...(detected.facts.dockerfile ? { dockerfile: detected.facts.dockerfile.value } : {}),
    ...lockedBy(template, detected, context),
    settings: (detected.lists.settings ?? []).map(({ value }) => value),
    ...(isLocked ? { lock: lock.form.file } : {}),
  });
  const option = template.onboard?.option;
  const options =
    option === undefined || version === undefined ? given.options : { [option]: version.got, ...given.options };
  const answers = { addons: [], ...given, template: template.id, options };
  return {
    given: answers,
    processes,
    project,
    packages,
    lock,
    origin,
    added: [...needs, ...added],
    misfits,
    version,
    buildPlace,
  };
}

/** The kind of the project's lock file, and the user's registry if the file doesn't name one. */
function lockedBy({ detect: { lock: rules } }: Template, { facts }: Detected, { tree }: RuleContext) {
  const kind = lockKindOf(tree, rules, facts);
  const usual = kind === undefined && rules !== undefined ? lockOf(tree, rules) : undefined;
  const isNeeded = kind?.addressless ?? (usual !== undefined && lacksAddresses(usual));
  return { lock: kind?.id, ...(isNeeded ? { registry: usersRegistry()() } : {}) };
}

/** The build's command: the project's own, and those that were cut off its processes. */
function buildsOf(own: string, processes: readonly Process[]): string {
  const cut = [...new Set(processes.flatMap(({ followed }) => followed.builds))];
  // A process may set variables for the same command.
  const all = own === '' || cut.some((each) => each === own || each.endsWith(` ${own}`)) ? cut : [own, ...cut];
  return all.join(' && ');
}
