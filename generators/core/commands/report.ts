import type { Change } from '../model/change.js';
import { diffOf } from '../plan/diff.js';
import { lockPath } from '../model/records.js';
import { shown } from '../model/shown.js';
import { fileList } from './file-list.js';
import { gitLines } from './git-report.js';
import type { Next } from './next.js';
import type { Report, Result } from './result.js';
import { coloredDiff, humanSize, style } from '../terminal/style.js';
import { treeLines } from '../terminal/tree.js';

const advice: Readonly<Record<string, string>> = {
  git: "Git isn't installed: https://git-scm.com/downloads",
  nix: "Nix isn't installed. You don't need it to deploy, only for nix develop and nix run: https://nixos.org/download",
  heroku:
    "The Heroku CLI isn't installed: https://devcenter.heroku.com/articles/heroku-cli, or: nix shell nixpkgs#heroku",
};

/** The programs that the next steps need. */
export const neededPrograms = Object.keys(advice);

/** What is missing on this machine, and where to get it. */
export const missingLines = ({ missing }: Result): string[] =>
  missing.map((program) => style.yellow(advice[program] ?? program));

/** Commands under a heading, each with its note; empty if there are none. */
export function nextLines({ heading, steps, notes }: Next): string[] {
  const noted = (note: string, indent: string): string[] =>
    note.split('\n').map((line) => style.dim(`${indent}${shown(line)}`));
  return [
    ...(steps.length > 0 ? ['', heading] : []),
    ...steps.flatMap(({ command, note }) => [
      `  ${style.cyan(command)}`,
      ...(note === undefined ? [] : noted(note, '    ')),
    ]),
    ...(notes.length > 0 ? [''] : []),
    ...notes.flatMap((note) => noted(note, '')),
  ];
}

/** The plan for people to read: a tree with sizes, then a diff of each existing file that differs. */
export function planText({ directory, changes, notes }: Pick<Report, 'directory' | 'changes' | 'notes'>): string {
  // The lock repeats what is in the other files.
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

/** What will happen to each file, as a tree with sizes. */
const tree = (changes: readonly Change[]): string[] =>
  treeLines(
    changes.map((change) => ({
      path: change.path,
      size: contentOf(change).length,
      note: isUndecided(change)
        ? 'CONFLICT'
        : `${marks[change.kind]}${change.kind === 'blocked' ? ` (${change.why})` : ''}`,
    })),
  );

/**
 * The final report for people to read: what was written, what is missing, what to type next.
 *
 * @param left what is left to do by hand
 */
export function endingText(
  report: Report & { readonly result: Result },
  next: Next,
  left: readonly string[] = [],
): string {
  const { result, again, notes } = report;
  const isShown = next.steps.some(({ command }) => command === again);
  return [
    '',
    style.bold(shown(headline(report, next))),
    ...fileList(result.written),
    ...result.kept.map((path) => `Kept yours: ${shown(path)}`),
    ...result.deleted.map((path) => `Removed, no longer needed: ${shown(path)}`),
    ...notes.map((note) => style.yellow(shown(note))),
    ...gitLines(result.git, {
      quiet: next.steps.length === 0 || result.checkout?.unstaged.length === 0,
      isCommitted: isCommitted(result, next),
    }),
    ...(next.steps.length > 0 ? missingLines(result) : []),
    ...left,
    ...nextLines(next),
    ...(isShown ? [] : ['', 'The same again, without questions:', `  ${again}`]),
    '',
  ].join('\n');
}

function headline({ directory, changes, result }: Report & { readonly result: Result }, next: Next): string {
  const written = changes.filter(({ path }) => result.written.includes(path));
  const bytes = written.reduce((sum, change) => sum + contentOf(change).length, 0);
  const same = changes.filter(({ kind }) => kind === 'keep').length;
  if (written.length > 0)
    return `Wrote ${count(written.length)} (${humanSize(bytes)}) to ${directory}${same > 0 ? `; ${same} were the same already` : ''}.`;
  const kept = result.kept.length > 0 ? `, and ${result.kept.length} are kept as yours` : '';
  return `${isCommitted(result, next) && next.hasMore !== true ? 'Nothing to do' : 'Nothing to write'} in ${directory}: all ${count(same)} are as they should be${kept}.`;
}

/** Whether nothing is left to commit, as far as we know. */
const isCommitted = ({ checkout }: Result, { steps }: Next): boolean =>
  checkout?.hasStaged !== true && !steps.some(({ command }) => command.includes('git commit '));

const count = (files: number): string => `${files} file${files === 1 ? '' : 's'}`;

/** Whether the user's lines and ours conflict, so both are kept between markers. */
const isUndecided = (change: Change): boolean => change.kind === 'merge' && change.marks > 0;

/** The bytes that a change is about. */
export const contentOf = (change: Change): Buffer => ('file' in change ? change.file.content : change.old);
