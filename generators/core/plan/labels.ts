import { ownPackage } from '../catalog/paths.js';
import type { Change } from '../model/change.js';
import type { Labels } from './merge.js';

/** How the two sides of a merge are named. */
export const labels: Labels = { ours: 'yours', theirs: `heroku-nix ${ownPackage.version}` };

/** Conflicts for the user to resolve, new or left from an earlier merge: each file with its first marker's line. */
export const marked = (changes: readonly Change[]): string[] =>
  changes.flatMap((change) => {
    const line =
      change.kind === 'keep'
        ? change.markedAt
        : change.kind === 'merge'
          ? markerLine(change.file.content.toString('utf8'))
          : undefined;
    return line === undefined ? [] : [`${change.path}:${line}`];
  });

/** The line, counted from 1, where the first conflict begins that has all of its markers. */
export function markerLine(text: string): number | undefined {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const start = lines.findIndex((line) => line.startsWith('<<<<<<< '));
  const middle = lines.indexOf('=======', start);
  const isWhole = start !== -1 && middle !== -1 && lines.slice(middle).some((line) => line.startsWith('>>>>>>> '));
  return isWhole ? start + 1 : undefined;
}
