import { gt } from 'semver';
import { ownPackage } from '../../catalog/paths.js';
import type { Lock } from '../../model/change.js';
import type { Catalog } from '../../model/catalog.js';
import { gitLines } from '../git-report.js';
import { marked } from '../../plan/labels.js';
import type { Prefer } from '../../plan/merge.js';
import { shown } from '../../model/shown.js';
import { style } from '../../terminal/style.js';
import { changeLines } from '../change-lines.js';
import { nextAfterMerge } from '../next-after-merge.js';
import type { Next } from '../next.js';
import { nextLines } from '../report.js';
import type { Report, Result } from '../result.js';
import type { Prepared } from './prepare.js';

/** Why files change: what is new for the lock's template in the versions since the lock. */
export const news = ({ releases }: Catalog, { generator, template }: Lock): string[] =>
  releases
    .filter(({ version }) => gt(version, generator))
    .flatMap(({ version, changes }) =>
      changes
        .filter(({ templates }) => templates === undefined || templates.includes(template))
        .map(({ text }) => `${version}: ${text}`),
    );

/** Whether anything was done. */
const isDone = ({ written, deleted }: Result): boolean => written.length + deleted.length > 0;

/** What the user types after an update. */
export const updateNext = (report: Report & { readonly result: Result }, { previous, changed }: Prepared): Next =>
  isDone(report.result)
    ? nextAfterMerge(report, {
        message:
          changed.length > 0 && previous.generator === ownPackage.version
            ? `Change ${changed.map(({ flag }) => flag).join(', ')}`
            : `Update to heroku-nix ${ownPackage.version}`,
      })
    : { heading: '', steps: [], notes: [] };

/** The final report for people to read: what changed, why, and what to do about it. */
export function updateText(
  report: Report & { readonly result: Result },
  prepared: Prepared,
  why: readonly string[],
  prefer: Prefer | undefined,
): string {
  const { directory, changes, result, notes } = report;
  const { previous, worthALook, causeOf, stillOn } = prepared;
  const undecided = marked(changes);
  const versions =
    previous.generator === ownPackage.version ? '' : ` from ${previous.generator} to ${ownPackage.version}`;
  return [
    '',
    style.bold(
      isDone(result)
        ? `Updated ${shown(directory)}${versions}.`
        : undecided.length > 0
          ? `Nothing to update in ${shown(directory)}, but an earlier conflict isn't resolved.`
          : `Nothing to update in ${shown(directory)}: it is as this version writes it.`,
    ),
    ...changeLines(changes, result, { causeOf, stillOn, ...(prefer ? { prefer } : {}) }),
    ...result.kept.map((path) => `  ${shown(path)}: kept yours, which we didn't write (--theirs overwrites it)`),
    ...(worthALook.length > 0 ? [`  yours, worth a look: ${worthALook.map(shown).join(', ')}`] : []),
    ...(why.length > 0 ? ['', 'Why:', ...why.map((line) => `  ${line}`)] : []),
    ...notes.map((note) => style.yellow(shown(note))),
    ...gitLines(result.git, { quiet: true }),
    ...(undecided.length > 0
      ? ['', style.yellow(`Resolve the conflict markers in ${undecided.map(shown).join(', ')}`)]
      : []),
    ...nextLines(updateNext(report, prepared)),
    '',
  ].join('\n');
}
