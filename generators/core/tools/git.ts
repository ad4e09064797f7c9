/* What other modules may ask of git. Behind it, only git/run.ts starts git. */
export { checkoutOf, prefixOf, remotesAt, type Checkout } from './git/checkout.js';
export { committed, unguarded, type Committed, type Unguarded, type Unknown } from './git/committed.js';
export { ignoredBelow, ignoredIn, type Ignored } from './git/ignored.js';
export type { Remote } from './git/remotes.js';
export { stage, staged, type GitOutcome, type Staged } from './git/stage.js';
export { tracked } from './git/tracked.js';
