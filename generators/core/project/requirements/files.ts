import type { Evidence } from '../../model/detection.js';
import type { Requirement } from '../../model/readiness.js';
import { shellDirectory, shellWord } from '../../model/shell.js';
import { evidenceOf } from '../evidence.js';
import { lineStarts } from '../lines.js';
import { missing, unknown } from '../verdict.js';
import { most, type Ground } from './ground.js';

/** What a project's files say must reach us whole: none of them misspelled, unreadable or unusable. */
export const fileRequirements = (ground: Ground): Requirement[] => [
  ...ofMisspelled(ground),
  ...ofRefused(ground),
  ...ofUnread(ground),
  ...ofMisfits(ground),
];

/** Whether a file that says how the project is built can't be understood: then nobody knows what it says. */
export const isGuesswork = (ground: Ground): boolean =>
  ground.tree.unread().some((each) => each.fix !== undefined && isManifest(ground, each.path));

const isManifest = ({ template, manifests }: Ground, path: string): boolean =>
  template.detect.names.includes(path) || manifests?.has(path) === true;

const ofMisspelled = ({ detected }: Ground): Requirement[] =>
  detected.misspelled.map(({ path, meant }) =>
    missing('manifest', 'build', {
      headline: `${path} looks like a misspelled ${meant}, and nothing reads it`,
      fix: `git mv ${shellDirectory(path)} ${shellWord(meant)}, then run the same command again`,
      evidence: [{ path, line: 1, text: '' }],
    }),
  );

/** Files that can't be understood. Those that only Heroku or an earlier setup reads don't stop a deploy. */
const ofRefused = (ground: Ground): Requirement[] =>
  ground.tree
    .unread()
    .filter(({ path, fix }) => fix !== undefined && (isManifest(ground, path) || isRuledByName(ground, path)))
    .slice(0, most)
    .map(({ path, why, fix = '', line = 1 }) =>
      missing('manifest', isManifest(ground, path) ? 'build' : 'keep', {
        headline: `${path} can't be read: ${why}`,
        fix: `${fix}, then run the same command again`,
        evidence: [placeIn(ground, path, line)],
      }),
    );

const placeIn = ({ tree }: Ground, path: string, line: number): Evidence => {
  const text = tree.exists(path) ? (tree.text(path) ?? '') : '';
  const start = lineStarts(text)[line - 1] ?? text.length;
  return evidenceOf(path, line, text.slice(start).split('\n', 1)[0] ?? '');
};

const isRuledByName = ({ common, template }: Ground, path: string): boolean =>
  [...common.requirements, ...template.detect.requirements].some(({ if: applies }) =>
    [applies.file].flat().includes(path),
  );

/** Files that weren't read in full; only those that say how a project is built and run are worth reporting. */
const ofUnread = (ground: Ground): Requirement[] =>
  ground.tree
    .unread()
    .filter(({ path, fix, check }) => fix === undefined && (check !== undefined || isNamed(ground, path)))
    .slice(0, most)
    .map(({ path, why, line = 1, check }) =>
      unknown('manifest', 'build', {
        headline: `${path} was not read${check === undefined ? ' in full' : ''}: ${why}`,
        check:
          check ?? `check that nix/project.nix has what ${path} says, and that the list of dependencies is complete`,
        evidence: [{ path, line, text: '' }],
      }),
    );

const isNamed = ({ template, manifests }: Ground, path: string): boolean =>
  template.detect.names.includes(path.slice(path.lastIndexOf('/') + 1)) || manifests?.has(path) === true;

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
