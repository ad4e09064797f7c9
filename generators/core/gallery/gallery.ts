import { join } from 'node:path';
import { checkPartial } from '../answers/partial.js';
import { forAxes } from '../model/axes.js';
import type { Catalog } from '../model/catalog.js';
import { UserError } from '../model/errors.js';
import { openInBrowser } from '../tools/browser.js';
import type { Answers } from '../model/pipeline.js';
import type { CommandLine } from '../terminal/command-line.js';
import type { Terminal } from '../terminal/terminal.js';
import { shellDirectory } from '../model/shell.js';
import { humanSize } from '../terminal/style.js';
import { usersRegistry } from '../tools/npm-registry.js';
import { renderedOnce } from '../render/rendered-once.js';
import { listPath, pagesOf, pathOf } from './pages.js';
import { viewOf, type TemplateView } from './view.js';
import { checkPlace, write } from './write.js';

/** What a gallery is built from. */
export interface GalleryInput {
  readonly catalog: Catalog;
  /** `html` is the directory; the app's name and title may be given, and the pages have everything else. */
  readonly line: CommandLine;
  /** How the command is started, for the commands in errors. */
  readonly command: string;
  /** The answers that each template first shows, by its id. */
  readonly usual: ReadonlyMap<string, Answers>;
  readonly terminal: Terminal;
}

/**
 * Writes the gallery: pages that show every template with every choice, without a server.
 *
 * @returns what to tell the user
 * @throws UserError for flags that don't work with --html, and for a directory with other files
 */
export async function gallery({ catalog, line, command, usual, terminal }: GalleryInput): Promise<string> {
  const directory = directoryOf(line, command);
  checkPartial(catalog, line.given);
  await checkPlace(directory, [listPath, ...catalog.templates.map(({ id }) => pathOf(id))]);
  const pages = await terminal.progress('Rendering the templates', async (step) => {
    const views: TemplateView[] = [];
    const rendering = { contentOf: renderedOnce(), registry: usersRegistry() };
    for (const template of catalog.templates) {
      step(`Rendering ${template.id} with every option`);
      const answers = usual.get(template.id);
      if (answers) views.push(await viewOf(catalog, template, answers, rendering));
    }
    return pagesOf(views);
  });
  const root = await write(directory, pages);
  const bytes = [...pages.values()].reduce((sum, { content }) => sum + content.length, 0);
  const first = join(root, listPath);
  const lines = [`Wrote ${pages.size} pages (${humanSize(bytes)}). Open this one in a browser:`, `  ${first}`];
  const problem = line.switches.has('open') ? await openInBrowser(first) : undefined;
  return `${[...lines, ...(problem === undefined ? [] : [`Couldn't open it for you: ${problem}.`])].join('\n')}\n`;
}

function directoryOf({ args, given, switches, values }: CommandLine, command: string): string {
  const { html: directory = '', diff } = values;
  if (directory === '')
    throw new UserError({
      headline: '--html needs a directory',
      detail: 'The pages go there; --open then shows them.',
      fix: `${command} --html gallery --open`,
    });
  const { template, addons, options } = given;
  const own = forAxes(({ flag }) => given[flag]);
  const flags = Object.entries({ template, ...own, diff, addons: addons?.join(), ...options }).filter(
    ([, value]) => value !== undefined,
  );
  const superfluous = [
    ...args,
    ...['json', 'text', 'diff-defaults'].filter((name) => switches.has(name)).map((name) => `--${name}`),
    ...flags.map(([name]) => `--${name}`),
  ];
  if (superfluous.length > 0)
    throw new UserError({
      headline: `--html can't be used with ${superfluous.join(', ')}`,
      detail: 'The pages show every template with all of its options.',
      fix: `${command} --html ${shellDirectory(directory)}`,
    });
  return directory;
}
