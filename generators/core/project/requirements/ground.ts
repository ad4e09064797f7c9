import type { Detected } from '../../model/detection.js';
import type { Template } from '../../model/catalog.js';
import type { Conclusion } from '../conclusions.js';
import type { RuleContext } from '../rules.js';

/** What requirements are derived from: everything that is known about a project. */
export interface Ground extends RuleContext {
  readonly template: Template;
  readonly detected: Detected;
  readonly conclusion: Conclusion;
}

/** How many of a kind are listed one by one. */
export const most = 20;

/** As many of a list as fit in a line. */
export const some = (all: readonly string[], limit = 6): string =>
  all.length <= limit ? all.join(', ') : `${all.slice(0, limit - 1).join(', ')} and ${all.length - limit + 1} more`;
