/**
 * Holds a verdict against the outcome.
 *
 * @param {string} verdict
 * @param {import('./outcome.js').Outcome} outcome
 * @returns {'agrees' | 'wrong' | 'doubtful' | 'unknown'}
 */
export function judge(verdict, { is, failed, left, unsure }) {
  // A step may be one of several that are printed.
  if (failed.some((fix) => !fix.includes('; or '))) return 'wrong';
  if (is === 'not in this world') return 'unknown';
  // What is in the way may show only when the app writes, or on another page than the first.
  if (is === 'works') return verdict === 'not-yet' ? 'wrong' : left.length === 0 ? 'agrees' : 'doubtful';
  // It may fail if the verdict says that something is in the way, or that it isn't sure.
  return verdict === 'not-yet' || left.length > 0 || (verdict !== 'ready' && unsure.length > 0) ? 'agrees' : 'wrong';
}
