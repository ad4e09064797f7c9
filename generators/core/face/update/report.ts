import { gt } from 'semver';
import { ownPackage } from '../../catalog/roots.js';
import type { Change, Lock } from '../../change.js';
import type { Catalog } from '../../domain.js';
import { addCommands, gitLines } from '../git-report.js';
import { marked } from '../sides.js';
import { shown } from '../../shown.js';
import { style } from '../style.js';
import { changeTo, type Report, type Result } from '../report.js';
import { records } from '../../records.js';

/** Why files change: what the versions since the lock brought, as far as it is about its template. */
export const news = ({ releases }: Catalog, { generator, template }: Lock): string[] =>
  releases
    .filter(({ version }) => gt(version, generator))
    .flatMap(({ version, changes }) =>
      changes
        .filter(({ templates }) => templates === undefined || templates.includes(template))
        .map(({ text }) => `${version}: ${text}`),
    );

type Words = Readonly<Partial<Record<Change['kind'], string>>>;

const words: Words = {
  create: 'new',
  update: 'replaced: you had not changed it',
  merge: 'merged with your changes',
  conflict: 'overwritten, as you said',
  delete: 'removed: no longer part of the template',
  release: 'left alone: no longer part of the template, and yours from now on',
  declined: 'left out, as you removed it',
};

/**
 * A line for each file to which something happened.
 *
 * @param others words for kinds of changes, where they come about in another way
 */
export const changeLines = (changes: readonly Change[], { kept }: Result, others: Words = {}): string[] =>
  changes
    .filter(({ path, kind }) => kind !== 'keep' && !kept.includes(path) && !isRecord(path))
    .map(({ path, kind }) => `  ${shown(path)}: ${{ ...words, ...others }[kind] ?? kind}`);

/** What the user types after an update. */
export const updateNext = ({ directory, changes }: Report, result: Result | undefined): string[] => [
  ...changeTo(directory),
  ...addCommands(changes, result),
  'git diff HEAD',
  'nix flake check',
  `git commit --all --message "Update to heroku-nix ${ownPackage.version}"`,
];

/** The ending as a person reads it: what changed, why, and what to do about it. */
export function updateText(report: Report & { readonly result: Result }, former: Lock, why: readonly string[]): string {
  const { directory, changes, result, notes } = report;
  const undecided = marked(changes);
  const done = result.written.length + result.deleted.length > 0;
  const versions = former.generator === ownPackage.version ? '' : ` from ${former.generator} to ${ownPackage.version}`;
  return [
    '',
    style.bold(
      done
        ? `Updated ${shown(directory)}${versions}.`
        : `Nothing to update in ${shown(directory)}: it is as this version writes it.`,
    ),
    ...changeLines(changes, result),
    ...result.kept.map((path) => `  ${shown(path)}: kept yours, which we did not write (--theirs overwrites it)`),
    ...(why.length > 0 ? ['', 'Why:', ...why.map((line) => `  ${line}`)] : []),
    ...notes.map((note) => style.yellow(shown(note))),
    ...gitLines(result.git, { quiet: true }),
    ...(undecided.length > 0
      ? ['', style.yellow(`Decide between the marks in: ${undecided.map(shown).join(', ')}`)]
      : []),
    ...(done ? ['', 'Next:', ...updateNext(report, result).map((command) => `  ${style.cyan(command)}`)] : []),
    '',
  ].join('\n');
}

const isRecord = (path: string): boolean => records.some((record) => record.path === path);
