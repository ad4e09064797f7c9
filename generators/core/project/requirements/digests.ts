import { createHash } from 'node:crypto';
import type { Requirement } from '../../model/readiness.js';
import type { DigestRule } from '../../model/requirement-rules.js';
import { keyFinder } from '../evidence.js';
import type { Tree } from '../tree.js';
import { dataOf, recordOf } from '../values.js';
import { missing } from '../verdict.js';
import type { Ground } from './ground.js';

/** Files that were written for what others said then must be written again when those change. */
export const digestRequirements = ({ tree, template }: Ground): Requirement[] =>
  (template.detect.digests ?? []).flatMap((rule) => ofRule(tree, rule));

function ofRule(tree: Tree, { kind, stage, file, at, of, headline, fix }: DigestRule): Requirement[] {
  const text = tree.text(file);
  if (text === undefined) return [];
  const hash = createHash('sha256');
  for (const each of of) hash.update(tree.text(each) ?? '');
  if (recordOf(dataOf(tree, file))[at] === hash.digest('hex')) return [];
  return [missing(kind, stage, { headline, fix, evidence: [keyFinder(tree, file, text)(at, '')] })];
}
