import { gt } from 'semver';
import { ownPackage } from '../../catalog/paths.js';
import type { Lock } from '../../model/change.js';
import type { Catalog } from '../../model/catalog.js';
import { addCommands, gitLines } from '../git-report.js';
import { marked } from '../../plan/labels.js';
import { shown } from '../../model/shown.js';
import { style } from '../../terminal/style.js';
import { changeLines } from '../change-lines.js';
import { changeTo } from '../change-directory.js';
import type { Report, Result } from '../result.js';

/** Why files change: what the versions since the lock brought, as far as it is about its template. */
export const news = ({ releases }: Catalog, { generator, template }: Lock): string[] =>
  releases
    .filter(({ version }) => gt(version, generator))
    .flatMap(({ version, changes }) =>
      changes
        .filter(({ templates }) => templates === undefined || templates.includes(template))
        .map(({ text }) => `${version}: ${text}`),
    );

/** What the user types after an update. */
export const updateNext = ({ directory, changes }: Report, result: Result | undefined): string[] => [
  ...changeTo(directory),
  ...addCommands(changes, result),
  'git diff HEAD',
  'nix flake check',
  `git commit --all --message "Update to heroku-nix ${ownPackage.version}"`,
];

/** The ending as a person reads it: what changed, why, and what to do about it. */
export function updateText(
  report: Report & { readonly result: Result },
  previous: Lock,
  why: readonly string[],
): string {
  const { directory, changes, result, notes } = report;
  const undecided = marked(changes);
  const done = result.written.length + result.deleted.length > 0;
  const versions =
    previous.generator === ownPackage.version ? '' : ` from ${previous.generator} to ${ownPackage.version}`;
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
