import type { Answers } from '../model/pipeline.js';
import type { Catalog } from '../model/catalog.js';
import { find } from '../catalog/find.js';

/** What the user should know about valid answers: one sentence each. */
export function warningsAbout(catalog: Catalog, answers: Answers): string[] {
  const base = find(catalog.bases, 'base', answers.base);
  if (base.deprecated === undefined) return [];
  return [
    `Warning: the base ${base.id} is deprecated. ${base.deprecated}. Another one: --base ${catalog.bases[0]?.id ?? ''}`,
  ];
}
