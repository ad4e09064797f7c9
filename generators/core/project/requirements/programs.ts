import type { Requirement } from '../../model/readiness.js';
import type { Start } from '../process/followed.js';
import { procfileOf } from '../process/procfile.js';
import type { Process } from '../processes.js';
import { filled } from '../filled.js';
import { met, missing, unknown } from '../verdict.js';
import { isGuesswork } from './files.js';
import { some, type Ground } from './ground.js';

/** Every program that a process starts must be in the image. */
export const programRequirements = (ground: Ground): Requirement[] => [
  ...procfileOf(ground.tree).refused.map(({ why, fix, evidence }) =>
    missing('procfile', 'boot', {
      headline: `${evidence.path}:${evidence.line} isn't used: ${why}`,
      fix: `${fix}, then run the same command again`,
      evidence: [evidence],
    }),
  ),
  ...(isGuesswork(ground) ? [] : ground.conclusion.processes.flatMap((process) => ofProcess(ground, process))),
];

function ofProcess(ground: Ground, process: Process): Requirement[] {
  const { type, followed, evidence } = process;
  const faults = [
    ...followed.lost.map(({ folder, evidence: place }) =>
      missing('folder', 'boot', {
        process: type,
        headline: `${type} changes into ${folder}, which isn't in the project`,
        fix: `leave "cd ${folder}" out: a process starts in the project's folder`,
        evidence: placesOf(place),
      }),
    ),
    ...distinct(followed.starts).flatMap((start) => ofStart(ground, process, start)),
    ...followed.opaque.map((place) =>
      unknown('program', 'boot', {
        process: type,
        headline: `Can't tell which programs ${type} starts there`,
        check: 'check that each of them is among the dependencies, in bash, coreutils or curl',
        evidence: placesOf(place),
      }),
    ),
  ];
  if (faults.length > 0) return faults;
  const last = followed.starts.at(-1);
  return [
    met('program', 'boot', {
      process: type,
      headline: `${type} starts ${last?.program ?? followed.command}${broughtBy(last)}`,
      evidence: placesOf(evidence),
    }),
  ];
}

const distinct = (starts: readonly Start[]): Start[] => [
  ...new Map(starts.map((start) => [`${start.program}\0${start.folder}`, start])).values(),
];

const broughtBy = (start: Start | undefined): string =>
  start?.origin.is === 'dependency'
    ? `, which ${start.origin.name} brings`
    : start?.origin.is === 'added'
      ? `, which Nix adds to the dependencies`
      : '';

/** A command that the user gave is in no file. */
const placesOf = (place: Requirement['evidence'][number]): Requirement['evidence'] =>
  place.path === '' ? [] : [place];

function ofStart({ template, detected }: Ground, { type }: Process, start: Start): Requirement[] {
  const { origin, program, evidence } = start;
  const built = (detected.lists.built ?? []).map(({ value }) => `bin/${value}`);
  const told = (headline: string, fix: string): Requirement[] => [
    missing('program', 'boot', { process: type, headline, fix, evidence: placesOf(evidence) }),
  ];
  switch (origin.is) {
    case 'development':
      return told(
        `${type} starts ${program}, which isn't in the image: ${origin.name} is a development dependency`,
        `make ${origin.name} an ordinary dependency, or start a program that doesn't need it: --${type} "<command>"`,
      );
    case 'declared':
      return told(
        `${type} starts ${program}, which ${origin.path} declares, but the project itself isn't installed`,
        filled(template.detect.commands.own?.fix ?? '', targetOf(origin.line)),
      );
    case 'elsewhere':
      return told(
        `${type} starts ${program}, which only Heroku's buildpacks have`,
        'start it by a path in the project, or by its name',
      );
    case 'absent':
      return told(
        isUnbuilt(built, start)
          ? `${type} starts ${program}, but the build makes ${some(built)}`
          : program.includes('/')
            ? `${type} starts ${program}, which isn't in the repository: a buildpack may have put it there`
            : `${type} starts ${program}, which isn't in the image`,
        isUnbuilt(built, start) ? builtFix(type, built, start) : absentFix(template.detect, built, start),
      );
    default:
      return [];
  }
}

/** Whether a program would be one that the build makes, by another name. */
const isUnbuilt = (built: readonly string[], { program, args }: Start): boolean =>
  built.length > 0 && /^(?:\.\/)?(?:bin\/)?[\w.-]+$/.test(program) && (program.includes('/') || args.length === 0);

function builtFix(type: string, built: readonly string[], { args }: Start): string {
  const [first = '', ...others] = built.map((each) => [each, ...args].join(' '));
  return others.length === 0 ? `write ${type}: ${first}` : `start one of them, e.g. ${type}: ${first}`;
}

/** "shop.cli:main" as a module and a name in it. */
function targetOf(line: string): Record<string, string> {
  const [module = '', name = ''] = line.split(':', 2);
  return { module, name };
}

function absentFix(
  { commands }: Pick<Ground['template']['detect'], 'commands'>,
  built: readonly string[],
  start: Start,
): string {
  const { program, args } = start;
  const known = commands.absent[program];
  if (known !== undefined) return filled(known, { args: args.join(' '), built: built[0] ?? 'bin/<name>' });
  const [first] = args;
  const rest = first !== undefined && /^\w/.test(first) ? `, or leave it out: ${args.join(' ')}` : '';
  return program.includes('/')
    ? `add it to the repository${rest}`
    : `add what brings it to the dependencies, or start another program${rest}`;
}
