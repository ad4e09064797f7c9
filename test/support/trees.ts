import { storedPath } from '../../generators/core/answers/stored.js';
import { ownPackage } from '../../generators/core/catalog/roots.js';
import type { Answers } from '../../generators/core/domain.js';
import { answersFor, renderFor } from './rendering.js';

/** What `treeOf` finds where a template was written as my-app, with its defaults but for what is given. */
export async function expectedTree(template: string, given: Partial<Answers> = {}): Promise<Map<string, string>> {
  const record = JSON.stringify({ [ownPackage.name]: answersFor(template, given) }, null, 2);
  const files = [...(await renderFor(template, given))].map(([path, { content, mode }]): [string, string] => [
    path,
    `${mode === 0o755 ? 'executable' : 'plain'}\n${content.toString('utf8')}`,
  ]);
  return new Map([...files, [storedPath, `plain\n${record}\n`]]);
}
