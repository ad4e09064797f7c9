import { stripVTControlCharacters } from 'node:util';
import type { RenderedFile } from '../../../model/pipeline.js';
import { page, pager } from '../../../tools/pager.js';
import { highlighted } from '../../../terminal/highlight.js';
import { colored } from './colors.js';
import { choose, sizeNow } from './menu.js';
import { textScreen } from './screens.js';

/** How looking at something ended. */
export type Left = 'back' | 'quit';

/** Shows a file in colors. */
export async function showFile(path: string, { content }: Pick<RenderedFile, 'content'>): Promise<Left> {
  const lines = await highlighted(path, content.toString('utf8').trimEnd());
  return showText(path, lines.map(colored));
}

/**
 * Shows a text on its own screen if it fits, otherwise in the user's pager.
 *
 * @param lines may contain colors
 */
export async function showText(title: string, lines: readonly string[]): Promise<Left> {
  if (fits(lines.map(stripVTControlCharacters)))
    return (await choose(textScreen(title, lines))).key === 'q' ? 'quit' : 'back';
  const text = `${lines.join('\n')}\n`;
  const command = pager();
  if (command === undefined || !(await page(command, text))) process.stdout.write(text);
  return 'back';
}

/** Whether a text fits on the screen, with a menu around it; one of unknown width doesn't. */
function fits(text: readonly string[]): boolean {
  const { columns, lines } = sizeNow();
  return text.length <= lines - 8 && text.every((line) => line.length < columns && /^[ -~]*$/.test(line));
}
