import type { Change } from '../model/change.js';
import { diffOf } from '../plan/diff.js';
import { lockPath } from '../model/records.js';
import { shown, shownJson } from '../model/shown.js';
import { gitLines, pushCommand, stageCommands } from './git-report.js';
import { changeTo } from './change-directory.js';
import type { Report, Result } from './result.js';
import { coloredDiff, humanSize, style } from '../terminal/style.js';
import { treeLines } from '../terminal/tree.js';

const advice: Readonly<Record<string, string>> = {
  git: 'git is not installed: https://git-scm.com/downloads',
  nix: 'nix is not installed: https://nixos.org/download (Heroku builds without it; only your own machine does not)',
  heroku: 'heroku is not installed: https://devcenter.heroku.com/articles/heroku-cli, or: nix shell nixpkgs#heroku',
};

/** The programs that the next steps need. */
export const neededPrograms = Object.keys(advice);

/** What the user types next, from the directory where they stand. */
export function nextCommands({ directory, answers, result }: Report): string[] {
  const commit = [
    ...stageCommands(result?.git),
    `git commit -m "${answers.project ? 'Build with Nix, for Heroku' : 'First commit'}"`,
    `heroku create ${answers.name} --manifest`,
    pushCommand(result?.git),
  ];
  const services = answers.addons.length > 0 ? ['nix run .#services # keep it running; go on in another terminal'] : [];
  return [...changeTo(directory), ...services, 'nix develop', 'nix run', commit.join(' && ')];
}

/** The plan as a person reads it: a tree with sizes, then a diff of each file that is there and differs. */
export function planText({ directory, changes, notes }: Pick<Report, 'directory' | 'changes' | 'notes'>): string {
  // The lock says again what the other files say.
  const diffs = changes
    .filter(({ path }) => path !== lockPath)
    .map(diffOf)
    .filter(Boolean)
    .map(coloredDiff);
  const end = [...notes.map((note) => style.yellow(shown(note))), 'Nothing was written: this is a dry run.'];
  return [`${shown(directory)}/`, ...tree(changes), '', ...diffs, ...end].join('\n');
}

const marks: Record<Change['kind'], string> = {
  create: 'create',
  keep: 'same',
  update: 'update',
  merge: 'merge',
  conflict: 'differs',
  declined: 'removed by you',
  delete: 'delete',
  release: 'yours now',
  blocked: 'blocked',
};

/** What is to happen to each file, as a tree with sizes. */
const tree = (changes: readonly Change[]): string[] =>
  treeLines(
    changes.map((change) => ({
      path: change.path,
      size: contentOf(change).length,
      note: `${marks[change.kind]}${change.kind === 'blocked' ? ` (${change.why})` : ''}`,
    })),
  );

/** The ending as a person reads it: what was written, what to type next, what is missing for it. */
export function endingText(report: Report & { readonly result: Result }): string {
  const { directory, changes, result, again, notes } = report;
  const written = changes.filter(({ path }) => result.written.includes(path));
  const bytes = written.reduce((sum, change) => sum + contentOf(change).length, 0);
  const same = changes.filter(({ kind }) => kind === 'keep').length;
  const headline =
    written.length === 0
      ? `Nothing to write in ${directory}: all ${same} files are as they should be.`
      : `Wrote ${written.length} files (${humanSize(bytes)}) to ${directory}${same > 0 ? `; ${same} were the same already` : ''}.`;
  return [
    '',
    style.bold(shown(headline)),
    ...result.kept.map((path) => `Kept yours: ${shown(path)}`),
    ...result.deleted.map((path) => `Removed, no longer needed: ${shown(path)}`),
    ...notes.map((note) => style.yellow(shown(note))),
    ...gitLines(result.git),
    '',
    'Next:',
    ...nextCommands(report).map((command) => `  ${style.cyan(command)}`),
    ...(result.missing.length > 0 ? [''] : []),
    ...result.missing.map((program) => style.yellow(advice[program] ?? program)),
    '',
    'The same again, without questions:',
    `  ${again}`,
    '',
  ].join('\n');
}

const contentOf = (change: Change): Buffer => ('file' in change ? change.file.content : change.old);

function changeData(change: Change) {
  const diff = diffOf(change);
  const file = 'file' in change ? change.file : undefined;
  return {
    path: change.path,
    kind: change.kind,
    size: contentOf(change).length,
    ...(file ? { mode: file.mode.toString(8), ownership: file.ownership, reason: file.reason } : {}),
    ...(change.kind === 'blocked' ? { why: change.why } : {}),
    ...(change.kind === 'merge' ? { marks: change.marks } : {}),
    ...(diff === '' ? {} : { diff }),
  };
}

/** What wrote a report. */
export interface Writer {
  readonly name: string;
  readonly version: string;
}

/**
 * The report as data; its form is templates/schema/output.schema.json.
 *
 * @param next what the user types next
 */
export function reportData(report: Report, generator: Writer, next = nextCommands(report)) {
  const { directory, answers, changes, notes, again, result } = report;
  return {
    format: 1,
    generator: { name: generator.name, version: generator.version },
    directory,
    answers,
    changes: changes.map(changeData),
    notes,
    again,
    result: result ? { ...result, next } : null,
  };
}

/** The report as JSON: see `reportData`. */
export const reportJson = (...report: Parameters<typeof reportData>): string => shownJson(reportData(...report));
