import { readdirSync } from 'node:fs';
import { axes, axisAnswers, forAxes, type AxisAnswers } from '../../generators/core/model/axes.js';
import type { Answers, PartialAnswers } from '../../generators/core/model/pipeline.js';
import { settle } from '../../generators/core/answers/questions.js';
import type { Catalog, Template } from '../../generators/core/model/catalog.js';
import { pagesOf } from '../../generators/core/gallery/pages.js';
import { viewOf } from '../../generators/core/gallery/view.js';
import { write } from '../../generators/core/gallery/write.js';
import { lockPath } from '../../generators/core/model/records.js';
import { withRecords } from '../../generators/core/render/repository.js';
import { renderedOnce } from '../../generators/core/render/rendered-once.js';
import { render } from '../../generators/core/render/render.js';
import { freshFolder, onceInRun, textAt } from './folders.js';
import { addonSets, pairwise } from './pairwise.js';
import { catalog, registry } from './rendering.js';

/** Every answer that a template's page offers, enumerated without the page's own code; the defaults come first. */
export function everyAnswer(of: Catalog, template: Template): Answers[] {
  const { id, options } = template;
  const mixed = options.reduce<Record<string, string>[]>(
    (all, { name, choices }) => all.flatMap((one) => choices.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
  return mixed.flatMap((each) =>
    axisCombinations(of).flatMap((chosen) =>
      [[], ...addonSets(of, template)].map((addons) =>
        answersIn(of, { template: id, ...chosen, addons, options: each }),
      ),
    ),
  );
}

/** Some of these answers: together they have every two values of two choices. */
export function pairsOfAnswers(of: Catalog, template: Template): Answers[] {
  const parameters = {
    ...Object.fromEntries(template.options.map(({ name, choices }) => [name, choices])),
    ...forAxes(({ values }) => of[values].map(({ id }) => id)),
    addons: ['', ...addonSets(of, template).map((set) => set.join())],
  };
  return pairwise(parameters).map(({ addons = '', ...one }) =>
    answersIn(of, {
      template: template.id,
      ...forAxes(({ flag }) => one[flag] ?? ''),
      addons: addons.split(',').filter(Boolean),
      options: Object.fromEntries(template.options.map(({ name }) => [name, one[name] ?? ''])),
    }),
  );
}

const axisCombinations = (of: Catalog): AxisAnswers[] =>
  axes.reduce(
    (all, { flag, values }) => all.flatMap((one) => of[values].map(({ id }) => ({ ...one, [flag]: id }))),
    [forAxes(() => '')],
  );

/** The answers that something given leads to, and defaults for the rest. */
const answersIn = (of: Catalog, given: PartialAnswers): Answers =>
  settle(of, given, { stored: { options: {} }, name: 'my-app' });

/** The choices on a page that match answers. */
export const choicesIn = ({ options, addons, ...answers }: Answers, of = catalog): Record<string, string> => ({
  ...options,
  ...axisAnswers(answers),
  ...Object.fromEntries(of.addons.map(({ id }) => [`addons.${id}`, addons.includes(id) ? 'on' : 'off'])),
});

/** What create writes, as a page shows it: path → text; of a lock, its beginning and how much is left out. */
export async function writtenTexts(answers: Answers, of = catalog): Promise<Map<string, string>> {
  const files = [...withRecords(await render(of, answers, registry), answers)];
  return new Map(
    files
      .map(([path, { content, lock }]) => [path, beginning(path, content.toString('utf8'), lock)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function beginning(path: string, text: string, isLock = false): string {
  const lines = text.split(/(?<=\n)/);
  const left = lines.length - 30;
  if (!isLock || left <= 0) return text;
  if (path === lockPath) return `${lines.slice(0, 30).join('')}The rest is left out here.`;
  const count = String(left).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${lines.slice(0, 30).join('')}${count} more ${left === 1 ? 'line is' : 'lines are'} left out here.`;
}

/** Something of a page with its condition. */
interface Part {
  readonly when: string | undefined;
  readonly hidden: boolean;
  readonly text: string;
}

/** A template's page as text, read from the file without a browser. */
export interface Page {
  readonly html: string;
  readonly files: readonly (Omit<Part, 'text'> & { readonly path: string; readonly lines: readonly Part[] })[];
  readonly command: readonly Part[];
}

export function readPage(folder: string, template: string): Page {
  const html = textAt(folder, template, 'index.html');
  const sections = [...html.matchAll(/<article class="file"([^>]*)>.*?class="lines"[^>]*>(.*?)<\/code>/gs)];
  return {
    html,
    files: sections.map(([, attributes = '', lines = '']) => ({
      ...conditionIn(attributes),
      path: plain(/data-path="([^"]*)"/.exec(attributes)?.[1] ?? ''),
      lines: partsOf(lines),
    })),
    command: partsOf(/id="command">(.*?)<\/code>/s.exec(html)?.[1] ?? ''),
  };
}

const partsOf = (html: string): Part[] =>
  [...html.matchAll(/<span([^>]*)>(.*?)<\/span>/gs)].map(([, attributes = '', text = '']) => ({
    ...conditionIn(attributes),
    text: plain(text.replace(/<[^>]*>/g, '')),
  }));

const conditionIn = (attributes: string) => ({
  when: /data-when="([^"]*)"/.exec(attributes)?.[1]?.replaceAll('&amp;', '&'),
  hidden: / hidden(?![-\w])/.test(attributes),
});

const marks: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#13': '\r' };
const plain = (html: string): string => html.replace(/&([^;]*);/g, (_, name: string) => marks[name] ?? '?');

/** Whether something is shown: one of the terms of its condition must be true. */
export const isMet = (when: string | undefined, chosen: Readonly<Record<string, string>>): boolean =>
  when === undefined ||
  when
    .split(' ')
    .filter(Boolean)
    .some((term) => [...new URLSearchParams(term)].every(([name, value]) => chosen[name] === value));

/** What a page shows with some choices: path → text. */
export const shownTexts = ({ files }: Page, chosen: Readonly<Record<string, string>>): Map<string, string> =>
  new Map(
    files.filter(({ when }) => isMet(when, chosen)).map(({ path, lines }) => [path, shownText(lines, chosen)] as const),
  );

export const shownText = (parts: readonly Part[], chosen: Readonly<Record<string, string>>): string =>
  parts
    .filter(({ when }) => isMet(when, chosen))
    .map(({ text }) => text)
    .join('');

/** Every page below a folder, relative to it. */
export const pagesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .sort();

/** The gallery of our catalog, which is written once for all test files. Tests only read it. */
export const sharedGallery = (): Promise<string> => onceInRun('gallery', (folder) => writeGallery(catalog, folder));

/** Writes the pages of a catalog, in this process. */
export async function writeGallery(of: Catalog, folder = freshFolder('gallery')): Promise<string> {
  const rendering = { contentOf: renderedOnce() };
  const views = of.templates.map((template) =>
    viewOf(of, template, answersIn(of, { template: template.id, options: {} }), rendering),
  );
  return write(folder, await pagesOf(await Promise.all(views)));
}
