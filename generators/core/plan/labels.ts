import { ownPackage } from '../catalog/paths.js';
import type { Change } from '../model/change.js';
import type { Labels } from './merge.js';

/** How the two sides of a merge are named. */
export const labels: Labels = { ours: 'yours', theirs: `heroku-nix ${ownPackage.version}` };

/** Files with conflicts for the user to resolve. */
export const marked = (changes: readonly Change[]): string[] =>
  changes.filter((change) => change.kind === 'merge' && change.marks > 0).map(({ path }) => path);
