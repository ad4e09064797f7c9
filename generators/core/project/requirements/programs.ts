import { posix } from 'node:path';
import picomatch from 'picomatch';
import type { CommandRules } from '../../model/commands.js';
import type { Requirement } from '../../model/readiness.js';
import type { Start, Written } from '../process/followed.js';
import { procfileOf } from '../process/procfile.js';
import type { Process } from '../processes.js';
import { shellWord } from '../../model/shell.js';
import { filled } from '../filled.js';
import { lockKindOf } from '../lock-kinds.js';
import { met, missing, unknown } from '../verdict.js';
import { isLedBy } from '../process/building.js';
import { holds } from '../rules.js';
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
    ...followed.written.flatMap((each) => ofWritten(type, each)),
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

/** A process may write below /tmp, and to devices. */
function ofWritten(type: string, { path, isCertain, evidence }: Written): Requirement[] {
  if (/^(?:\/(?!app\/)|\$|~)/.test(path)) return [];
  const headline = `${type} writes ${path}, but the app's folder can't be written to`;
  const fix = `leave "> ${path}" out, or write to a file below /tmp`;
  const told = { process: type, headline, evidence: placesOf(evidence) };
  return [isCertain ? missing('writes', 'boot', { ...told, fix }) : unknown('writes', 'boot', { ...told, check: fix })];
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

function ofStart(ground: Ground, { type }: Process, start: Start): Requirement[] {
  const { detected, template } = ground;
  const { origin, program, evidence } = start;
  const built = (detected.lists.built ?? []).map(({ value }) => `bin/${value}`);
  const told = (headline: string, fix: string): Requirement[] => [
    missing('program', 'boot', { process: type, headline, fix, evidence: placesOf(evidence) }),
  ];
  switch (origin.is) {
    case 'development':
      return told(
        `${type} starts ${program}, which isn't in the image: ${origin.name} is a development dependency`,
        `${ordinary(ground, origin.name)}, or start a program that doesn't need it: ${type}: <command>`,
      );
    case 'declared':
      return told(
        `${type} starts ${program}, which ${origin.path} declares, but the project itself isn't installed`,
        filled(template.detect.commands.own?.fix ?? '', targetOf(origin.line)),
      );
    case 'elsewhere':
      return told(
        `${type} starts ${program}, which only Heroku's buildpacks have`,
        program.startsWith('/app/')
          ? `write ${program.slice('/app/'.length)} there: a process starts in the project's folder`
          : 'start it by a path in the project, or by its name',
      );
    case 'absent':
      return told(
        isUnbuilt(built, start)
          ? `${type} starts ${program}, but the build makes ${some(built)}`
          : program.includes('/')
            ? `${type} starts ${program}, which isn't in the repository: a buildpack may have put it there`
            : `${type} starts ${program}, which isn't in the image`,
        isUnbuilt(built, start) ? builtFix(type, built, start) : absentFix(ground, built, start),
      );
    case 'dependency':
      return ofNeeding(ground, type, start);
    default:
      return [];
  }
}

/** What a command needs besides its package. */
function ofNeeding(ground: Ground, process: string, { program, args, evidence }: Start): Requirement[] {
  const { needing } = ground.template.detect.commands;
  const found = needing?.find(
    ({ words, where }) => isLedBy([program, ...args], words) && (where === undefined || holds(ground, where)),
  );
  if (found === undefined || (found.unless !== undefined && holds(ground, found.unless))) return [];
  const { packages, fix } = found;
  const isThere = (each: string): boolean => ground.dependencies.some((own) => own.name === each && !own.development);
  const lacking = packages?.filter((each) => !isThere(each)) ?? [];
  if (packages !== undefined && lacking.length === 0) return [];
  const headline = filled(found.headline, { process, names: lacking.join(' and ') });
  const mend = fix ?? lacking.map((each) => ordinary(ground, each)).join(' && ');
  return [missing('program', 'boot', { process, headline, fix: mend, evidence: placesOf(evidence) })];
}

/** What makes a development dependency an ordinary one, of the versions that the project asks for. */
export function ordinary({ tree, template, detected, dependencies }: Ground, name: string): string {
  const { commands, lock } = template.detect;
  const { add } = commands;
  if (add === undefined) return `make ${name} an ordinary dependency`;
  const { version = '' } = dependencies.find((each) => each.name === name) ?? {};
  const range = /^[\^~]?\d[\w.+-]*$/.test(version) ? `@${version}` : '';
  const command = lockKindOf(tree, lock, detected.facts)?.moved ?? add.command;
  return filled(command, { name, wanted: shellWord(`${name}${range}`) });
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

function absentFix({ tree, template, conclusion }: Ground, built: readonly string[], start: Start): string {
  const { commands } = template.detect;
  const version = conclusion.version?.got ?? '';
  const { program, args, origin } = start;
  const known = Object.entries(commands.absent).find(([glob]) => picomatch.isMatch(program, glob))?.[1];
  const file = args.findIndex((arg) => tree.exists(posix.join(start.folder, arg)));
  if (known !== undefined)
    return filled(known, {
      args: args.join(' '),
      built: built[0] ?? 'bin/<name>',
      file: file === -1 ? '<file>' : args.slice(file).join(' '),
      version,
    });
  const rest = origin.is === 'absent' && origin.isWrapper === true ? `, or leave it out: ${args.join(' ')}` : '';
  if (program.includes('/')) return `add it to the repository${rest}`;
  const brought = bringing(commands, program);
  return brought === undefined
    ? `add its package to runtimeTools in nix/dyno.nix, or start another program${rest}`
    : `${filled(commands.add?.command ?? '', { name: brought, wanted: brought })}${rest}`;
}

/** The package that has a program; undefined if we know of none. */
const bringing = ({ brings, add }: CommandRules, program: string): string | undefined =>
  add === undefined
    ? undefined
    : (Object.entries(brings).find(([, programs]) => programs.includes(program))?.[0] ??
      add.names.find((name) => name === program));
