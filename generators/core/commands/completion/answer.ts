import { loadCatalog } from '../../catalog/load.js';
import { shown } from '../../model/shown.js';
import { declaredCommands } from '../declared.js';
import { candidates } from './candidates.js';

/**
 * Answers a shell's script: one candidate per line, with a tab before what it is.
 *
 * @param words the words after the program's name, up to the cursor
 * @returns an empty text for words that make no sense, since no one reads errors while typing
 */
export async function answer(words: readonly string[]): Promise<string> {
  try {
    const catalog = loadCatalog();
    const found = await candidates(catalog, declaredCommands(), words, async (spec, argv) => {
      const { filesNamed } = await import('./files.js');
      return filesNamed(catalog, spec, argv);
    });
    return found.map(({ value, about }) => `${value}\t${shown(about)}\n`).join('');
  } catch {
    return '';
  }
}
