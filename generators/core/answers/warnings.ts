import { findValue } from '../catalog/find.js';
import { axes } from '../model/axes.js';
import type { Catalog } from '../model/catalog.js';
import type { Answers } from '../model/pipeline.js';

/** What the user should know about valid answers: one sentence each. */
export const warningsAbout = (catalog: Catalog, answers: Answers): string[] =>
  axes.flatMap((axis) => {
    const { id, deprecated } = findValue(catalog, axis, answers[axis.flag]);
    if (deprecated === undefined) return [];
    const { flag, noun, values } = axis;
    const other = catalog[values][0]?.id ?? '';
    return [`Warning: the ${noun} ${id} is deprecated. ${deprecated}. Another one: --${flag} ${other}`];
  });
