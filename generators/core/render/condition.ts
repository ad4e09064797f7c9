import type { Condition } from '../model/layer.js';

/** Whether a condition is met by the add-ons that were chosen. */
export const isMet = (condition: Condition, chosen: readonly string[]): boolean =>
  (condition.with?.some((id) => chosen.includes(id)) ?? true) && !condition.without?.some((id) => chosen.includes(id));
