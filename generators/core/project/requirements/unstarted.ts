import type { Template } from '../../model/catalog.js';
import type { Requirement } from '../../model/readiness.js';
import type { Examined } from '../detect.js';
import { lockKindOf } from '../lock-kinds.js';
import { inWordsOf } from './lock-kinds.js';
import { ruled } from './ruled.js';

/** Why nothing starts a project yet, and what changes that; undefined if its template doesn't know. */
export function unstarted({ detected, context }: Examined, { detect }: Template): Requirement | undefined {
  const [first] = ruled(context, detect.unstarted ?? []);
  const kind = lockKindOf(context.tree, detect.lock, detected.facts);
  return first === undefined || kind === undefined ? first : inWordsOf(kind, first);
}
