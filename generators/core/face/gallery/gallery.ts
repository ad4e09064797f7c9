import { join } from 'node:path';
import { checkGiven } from '../../answers/given.js';
import type { Catalog } from '../../domain.js';
import { UserError } from '../../errors.js';
import { openInBrowser } from '../../tools/browser.js';
import { defaults } from '../browse/request.js';
import type { CommandLine } from '../command-line.js';
import { shellDirectory } from '../program.js';
import { humanSize } from '../style.js';
import { pagesOf } from './pages.js';
import { viewOf } from './view.js';
import { write } from './write.js';

/**
 * Writes the gallery: pages that show every template with everything that can be chosen, without a server.
 *
 * @param line with `html`, the directory; the app's name and title may be given, and all else is on the pages
 * @param command how the door is started, for the commands in errors
 * @returns what to tell the person
 * @throws UserError for flags that go with something else, and for a directory that holds other things
 */
export async function gallery(catalog: Catalog, line: CommandLine, command: string): Promise<string> {
  const directory = directoryOf(line, command);
  checkGiven(catalog, line.given);
  const usual = defaults(catalog, line);
  const views = [];
  for (const template of catalog.templates) {
    const answers = usual.get(template.id);
    if (answers) views.push(await viewOf(catalog, template, answers));
  }
  const pages = await pagesOf(views);
  const root = await write(directory, pages);
  const bytes = [...pages.values()].reduce((sum, { content }) => sum + content.length, 0);
  const first = join(root, 'index.html');
  const lines = [`Wrote ${pages.size} pages (${humanSize(bytes)}). Open this one in a browser:`, `  ${first}`];
  const trouble = line.switches.has('open') ? await openInBrowser(first) : undefined;
  return `${[...lines, ...(trouble === undefined ? [] : [`It was not opened for you: ${trouble}.`])].join('\n')}\n`;
}

function directoryOf({ words, given, switches, values }: CommandLine, command: string): string {
  const { html: directory = '', diff } = values;
  if (directory === '')
    throw new UserError({
      headline: 'It is not said where the pages shall be written',
      detail: '--open shows what --html writes, and --html needs a directory.',
      fix: `${command} --html gallery --open`,
    });
  const { template, base, ci, addons, options } = given;
  const flags = Object.entries({ template, base, ci, diff, addons: addons?.join(), ...options }).filter(
    ([, value]) => value !== undefined,
  );
  const superfluous = [
    ...words,
    ...['json', 'diff-defaults'].filter((name) => switches.has(name)).map((name) => `--${name}`),
    ...flags.map(([name]) => `--${name}`),
  ];
  if (superfluous.length > 0)
    throw new UserError({
      headline: `--html does not go with ${superfluous.join(', ')}`,
      detail: 'The pages show every template, with everything that can be chosen.',
      fix: `${command} --html ${shellDirectory(directory)}`,
    });
  return directory;
}
