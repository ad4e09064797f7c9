import type { BuildRules } from '../../model/commands.js';
import type { Requirement } from '../../model/readiness.js';
import { shellWord } from '../../model/shell.js';
import { follow } from '../process/follow.js';
import type { Start } from '../process/followed.js';
import type { CommandContext } from '../process/origin.js';
import { keyFinder } from '../evidence.js';
import { lockKindOf } from '../lock-kinds.js';
import { lockFileOf } from '../locks.js';
import { filled } from '../filled.js';
import { dataOf, recordOf, valuesAt } from '../values.js';
import { missing, unknown } from '../verdict.js';
import { ofScript } from './build-scripts.js';
import { most, type Ground } from './ground.js';

/** What every build has besides the packages and what is in every image: the standard environment of nixpkgs. */
const tools: ReadonlySet<string> = new Set(
  'ar as awk bzip2 c++ cc cmp cpp diff egrep fgrep find g++ gawk gcc grep gunzip gzip ld make patch sed tar xargs xz zcat'.split(
    ' ',
  ),
);

/** Programs whose last word is where they write. */
const writing: ReadonlySet<string> = new Set(['cp', 'ln', 'mv', 'mkdir', 'touch', 'rsync', 'cpx', 'copyfiles', 'ncp']);

/** A build must find what it starts, download nothing, and leave what it makes where it stays. */
export function buildRequirements(ground: Ground): Requirement[] {
  const { commands, lock } = ground.template.detect;
  const rules = commands.build;
  if (rules === undefined || commands.scripts === undefined) return [];
  const built = buildStarts(ground);
  const installed = rules.installed.flatMap((name) => installedBy(ground, rules, name, built));
  const kind = lockKindOf(ground.tree, lock, ground.detected.facts);
  const isLocked = lock !== undefined && (kind ?? lockFileOf(ground.tree, lock)) !== undefined;
  const building = distinct(built).flatMap((start) => [
    ...ofFetch(rules, start, 'The build'),
    ...ofDatabase(rules, start),
    ...ofScript(ground, rules, start),
    ...ofWriting(ground, start),
    ...(isLocked && kind?.programs.includes(start.program) !== true ? ofProgram(ground, rules, start) : []),
  ]);
  return [...withoutEffects(building), ...installed].slice(0, most);
}

/** Where packages can't be installed, what they bring is missing as well: one cause is enough. */
const withoutEffects = (all: readonly Requirement[]): readonly Requirement[] =>
  all.some(({ kind }) => kind === 'fetch') ? all.filter(({ kind }) => kind !== 'build') : all;

/** Every program that the build starts. */
export const buildStarts = (ground: Ground): readonly Start[] => startsOf(ground, ground.conclusion.project.builds);

function startsOf(ground: Ground, line: string): readonly Start[] {
  if (line === '') return [];
  const { template, detected, conclusion } = ground;
  const context: CommandContext = {
    ...{ tree: ground.tree, common: ground.common, dependencies: ground.dependencies },
    rules: template.detect.commands,
    version: conclusion.version?.got ?? '',
    built: (detected.lists.built ?? []).map(({ value }) => value),
    canAdd: () => false,
  };
  return follow(context, line, conclusion.buildPlace, { isFixed: true }).starts;
}

const commandOf = ({ program, args }: Start): string => [program, ...args].join(' ').slice(0, 80);

const distinct = (starts: readonly Start[]): Start[] => [
  ...new Map(starts.map((start) => [`${commandOf(start)}\0${start.folder}`, start])).values(),
];

/** The folder that a flag names, and the first word that is no flag. */
function wordsOf(
  { folder: flags }: BuildRules,
  { args, folder }: Start,
): { readonly word: string; readonly at: string } {
  let at = folder;
  let word: string | undefined;
  for (let index = 0; index < args.length; index += 1) {
    const [flag = '', value] = (args[index] ?? '').split('=', 2);
    if (flags.includes(flag)) {
      at = value ?? args[index + 1] ?? at;
      index += value === undefined ? 1 : 0;
    } else if (!flag.startsWith('-')) word ??= flag;
  }
  return { word: word ?? '', at: at.replace(/^\.\/?|\/$/g, '') };
}

/** Whether a program is in a list, with a word that counts there. */
function isListed(list: BuildRules['fetches'], rules: BuildRules, start: Start): boolean {
  const words = Object.hasOwn(list, start.program) ? (list[start.program] ?? []) : [];
  return words.includes('*') || words.includes(wordsOf(rules, start).word);
}

const isFetch = (rules: BuildRules, start: Start): boolean => isListed(rules.fetches, rules, start);

function ofFetch(rules: BuildRules, start: Start, who: string): Requirement[] {
  if (!isFetch(rules, start) || start.args.some((arg) => /^(?:-v|--version|-h|--help)$/.test(arg))) return [];
  const { at } = wordsOf(rules, start);
  const command = commandOf(start);
  const { fixes } = rules;
  return [
    missing('fetch', 'build', {
      headline: `${who} runs ${command}${at === '' ? '' : ` in ${at}`}: it downloads, and Nix builds without a network`,
      fix: filled(
        rules.ownFixes?.[start.program] ??
          fixes[rules.files.includes(start.program) ? 'files' : at === '' ? 'here' : 'elsewhere'],
        { command, folder: at },
      ),
      evidence: [start.evidence],
    }),
  ];
}

/** A build has no database. What makes code from a schema alone needs none. */
function ofDatabase(rules: BuildRules, start: Start): Requirement[] {
  if (!isListed(rules.connects, rules, start)) return [];
  const command = commandOf(start);
  return [
    missing('migration', 'build', {
      headline: `The build runs ${command}: it needs the database, and Nix builds without one`,
      fix: filled(rules.fixes.connects, { command }),
      evidence: [start.evidence],
    }),
  ];
}

function ofWriting({ template }: Ground, start: Start): Requirement[] {
  const packages = template.detect.lock?.after;
  const to = start.args.at(-1) ?? '';
  if (packages === undefined || !writing.has(start.program) || !`/${to}/`.includes(`/${packages}`)) return [];
  return [
    missing('codegen', 'build', {
      headline: `${commandOf(start)} writes into ${packages.replace(/\/$/, '')}, which Nix replaces after the build`,
      fix: 'let it write into another folder of the project',
      evidence: [start.evidence],
    }),
  ];
}

function ofProgram({ template, conclusion }: Ground, rules: BuildRules, start: Start): Requirement[] {
  const { program, origin } = start;
  if (origin.is !== 'absent' || tools.has(program) || isFetch(rules, start)) return [];
  if (!/^[\w@.-]+$/.test(program)) return [];
  const known = template.detect.commands.absent[program];
  return [
    missing('build', 'build', {
      headline: `${conclusion.project.builds} starts ${program}, which no dependency brings`,
      fix: known === undefined ? rules.fixes.absent : `write it without ${program}: npm run <script> for a script`,
      evidence: [start.evidence],
    }),
  ];
}

/** Scripts that run when packages are installed elsewhere: what they do must be done by the build, or not matter. */
function installedBy(ground: Ground, rules: BuildRules, name: string, built: readonly Start[]): Requirement[] {
  const { tree, template } = ground;
  const { file = '', at = '' } = template.detect.commands.scripts ?? {};
  const [scripts] = valuesAt(dataOf(tree, file), at);
  const all = recordOf(scripts?.value);
  const line = all[name];
  if (typeof line !== 'string' || line.trim() === '') return [];
  const done = new Set(built.map(commandOf));
  const starts = distinct(startsOf(ground, line)).filter((start) => !done.has(commandOf(start)));
  const evidence = [keyFinder(tree, file, tree.text(file) ?? '')(name, line)];
  const fetching = starts.flatMap((start) => (wordsOf(rules, start).at === '' ? [] : ofFetch(rules, start, name)));
  if (fetching.length > 0) return fetching.map((each) => ({ ...each, evidence }));
  const rest = starts.filter(({ program }) => !rules.idle.includes(program));
  const [first] = rest;
  if (first === undefined) return [];
  const before = ['prebuild', 'build'].find((each) => !Object.hasOwn(all, each));
  if (before === undefined) return [];
  return [
    unknown('codegen', 'build', {
      headline: `${name} runs ${commandOf(first)}, but Nix runs no scripts of the project while it installs packages`,
      check: filled(rules.fixes.unrun, {
        before: Object.hasOwn(all, 'build') ? before : 'build',
        run: shellWord(`npm run ${name}`),
      }),
      evidence,
    }),
  ];
}
