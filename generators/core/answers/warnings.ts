import type { Answers, Catalog } from '../domain.js';
import { find } from './given.js';

/** What the user should know about the answers, though they hold: one sentence each. */
export function warningsAbout(catalog: Catalog, answers: Answers): string[] {
  const base = find(catalog.bases, 'base', answers.base);
  if (base.deprecated === undefined) return [];
  return [
    `Warning: the base ${base.id} is deprecated. ${base.deprecated}. Another one: --base ${catalog.bases[0]?.id ?? ''}`,
  ];
}
