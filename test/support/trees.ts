import { lockFile, lockOf } from '../../generators/core/plan/lock.js';
import { lockPath, storedPath } from '../../generators/core/model/records.js';
import { ownPackage } from '../../generators/core/catalog/paths.js';
import type { Answers } from '../../generators/core/model/pipeline.js';
import { answersFor, renderFor } from './rendering.js';

/** What `treeOf` returns for a template written as my-app, with its defaults except for the given answers. */
export async function expectedTree(template: string, given: Partial<Answers> = {}): Promise<Map<string, string>> {
  const answers = answersFor(template, given);
  const record = JSON.stringify({ [ownPackage.name]: answers }, null, 2);
  const rendered = await renderFor(template, given);
  const lock = lockFile(lockOf(rendered, answers, ownPackage.version)).content.toString('utf8');
  const files = [...rendered].map(([path, { content, mode }]): [string, string] => [
    path,
    `${mode === 0o755 ? 'executable' : 'plain'}\n${content.toString('utf8')}`,
  ]);
  return new Map([...files, [storedPath, `plain\n${record}\n`], [lockPath, `plain\n${lock}`]]);
}
