import { basename } from 'node:path';
import { herokuSafe, transliterated } from '../../answers/names.js';
import { prefixOf } from '../../tools/git.js';
import { realOf } from '../../tools/programs.js';

/**
 * The name that an app on Heroku gets if nobody says another one: its folder's, or its package's if the folder is one of
 * many in a repository, or has a name that any app could have.
 *
 * @param root absolute path of the project
 * @param own the package's name, if it has one
 * @param generic names that say nothing
 */
export async function nameFor(root: string, own: string | undefined, generic: readonly string[]): Promise<string> {
  const says = (name: string): boolean => !generic.includes(name.toLowerCase());
  const folder = basename(root);
  const prefix = prefixOf(root);
  const hasOwn = own !== undefined && says(own);
  if (prefix === '') return nameOf(hasOwn && !says(folder) ? own : folder);
  if (hasOwn) return nameOf(own);
  if (own === undefined && says(folder)) return nameOf(folder);
  return nameOf(`${basename(realOf(root).slice(0, -prefix.length))}-${folder}`);
}

const nameOf = async (text: string): Promise<string> => herokuSafe(await transliterated(text));
