import type { Requirement } from '../../model/readiness.js';
import { shellDirectory, shellWord } from '../../model/shell.js';
import { missing, unknown } from '../verdict.js';
import { most, type Ground } from './ground.js';

/** What a project's files say must reach us whole: none of them misspelled, unreadable or unusable. */
export const fileRequirements = (ground: Ground): Requirement[] => [
  ...ofMisspelled(ground),
  ...ofUnread(ground),
  ...ofMisfits(ground),
];

const ofMisspelled = ({ detected }: Ground): Requirement[] =>
  detected.misspelled.map(({ path, meant }) =>
    missing('manifest', 'build', {
      headline: `${path} looks like a misspelled ${meant}, and nothing reads it`,
      fix: `git mv ${shellDirectory(path)} ${shellWord(meant)}, then run the same command again`,
      evidence: [{ path, line: 1, text: '' }],
    }),
  );

/** Files that weren't read in full; only those that say how a project is built and run are worth reporting. */
const ofUnread = ({ template, tree }: Ground): Requirement[] =>
  tree
    .unread()
    .filter(({ path }) => template.detect.names.includes(path.slice(path.lastIndexOf('/') + 1)))
    .slice(0, most)
    .map(({ path, why }) =>
      unknown('manifest', 'build', {
        headline: `${path} was not read in full: ${why}`,
        check: `check that nix/project.nix has what ${path} says, and that the list of dependencies is complete`,
        evidence: [{ path, line: 1, text: '' }],
      }),
    );

/** What was left out, since no file that we write can hold it. */
const ofMisfits = ({ conclusion }: Ground): Requirement[] =>
  conclusion.misfits.slice(0, most).map(({ part, item, why }) =>
    missing('form', 'build', {
      headline: `${brief(item)} among the ${part} was left out: ${why}`,
      fix: 'give it a plain name or a command of one line, then run the same command again',
    }),
  );

/** As much of a text as fits in a line. */
const brief = (item: unknown): string => {
  const line = JSON.stringify(item);
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
};
