import { storedPath } from '../model/records.js';
import { titleFromName } from '../answers/title.js';
import { warningsAbout } from '../answers/warnings.js';
import type { Answers, FileSet, RenderedFile } from '../model/pipeline.js';
import type { Catalog, Template } from '../model/catalog.js';
import { render } from '../render/render.js';
import { sourcesFor } from '../render/layers.js';
import { highlighted, type Token } from '../terminal/highlight.js';
import { sameCommand } from '../terminal/program.js';
import { withRecords } from '../render/repository.js';
import { humanSize } from '../terminal/style.js';
import { choicesOf, type Choice } from '../answers/choices.js';
import { answersOf, combinationsOf, conditionOf, type Combination } from './combinations.js';
import { mergeVariants } from './variants.js';

/** Something that a page shows with some combinations of choices. */
export interface Conditional {
  /** When it is shown, in the form of `conditionOf`; nothing: always. */
  readonly when: string | undefined;
  /** Whether it is shown with the usual choices. */
  readonly usual: boolean;
}

/** Texts of which the page shows those whose time it is. */
export type Shifting = readonly (Conditional & { readonly text: string })[];

export interface FileView extends Conditional {
  readonly path: string;
  readonly reason: Shifting;
  /** Who keeps it, how large it is, and whether it is a program. */
  readonly facts: Shifting;
  readonly size: Shifting;
  /** Each with its line feed. */
  readonly lines: readonly (Conditional & { readonly tokens: readonly Token[] })[];
}

/** A template as its page shows it: with every combination of its choices. */
export interface TemplateView {
  readonly template: Template;
  /** Of the app. */
  readonly name: string;
  readonly choices: readonly Choice[];
  /** The command that writes what is shown, in pieces. */
  readonly command: Shifting;
  readonly warnings: Shifting;
  readonly total: Shifting;
  /** Sorted by path. */
  readonly files: readonly FileView[];
  /** Path of the file that shows best what the app is. */
  readonly start: string;
}

/** How everybody can start us, whoever makes the page. */
const program = 'npx generator-heroku-nix';

const owners = {
  managed: 'follows the template',
  once: 'yours after the first write',
  record: 'the tool’s own record',
};

/**
 * Renders a template with every combination of its choices.
 *
 * @param usual name and title of the app, and the choices that are made when nobody chooses
 */
export async function viewOf(catalog: Catalog, template: Template, usual: Answers): Promise<TemplateView> {
  const choices = choicesOf(catalog, usual);
  const combinations = combinationsOf(choices);
  const answers = combinations.map((each) => answersOf(catalog, usual, each));
  const repositories: FileSet[] = [];
  for (const each of answers) repositories.push(withRecords(await render(catalog, each), each));

  const shifting = (texts: readonly (string | undefined)[]): Shifting => shiftingOf(combinations, texts);
  const titleIsDefault = usual.title === titleFromName(usual.name);
  const words = answers.map((each) => sameCommand(program, usual.name, each, titleIsDefault).split(/(?<= )/));
  const paths = [...new Set(repositories.flatMap((files) => [...files.keys()]))].sort();
  return {
    template,
    name: usual.name,
    choices,
    command: mergeVariants(words, (a, b) => a === b).map(({ line, held }) => ({
      text: line,
      ...shown(combinations, held),
    })),
    warnings: shifting(answers.map((each) => warningsAbout(catalog, each).join(' ') || undefined)),
    total: shifting(repositories.map((files) => `${files.size} files, ${humanSize(sizeOf(files))}`)),
    files: await Promise.all(paths.map((path) => fileView(combinations, repositories, path))),
    start: startOf(catalog, usual),
  };
}

async function fileView(
  combinations: readonly Combination[],
  repositories: readonly FileSet[],
  path: string,
): Promise<FileView> {
  const files = repositories.map((each) => each.get(path));
  const there = files.map((file) => file !== undefined);
  const texts = files.map((file) => file?.content.toString('utf8'));
  const lines = new Map<string, readonly Line[]>();
  for (const text of texts) if (text !== undefined && !lines.has(text)) lines.set(text, await linesOf(path, text));
  const threads = mergeVariants(
    texts.map((text) => (text === undefined ? undefined : lines.get(text))),
    (a, b) => a.text === b.text,
  );
  const each = (text: (file: RenderedFile) => string): Shifting =>
    shiftingOf(
      combinations,
      files.map((file) => file && text(file)),
    );
  return {
    path,
    reason: each(({ reason }) => reason),
    facts: each(({ ownership, mode }) => `${owners[ownership]}${mode === 0o755 ? ', executable' : ''}`),
    size: each(({ content }) => humanSize(content.length)),
    ...shown(combinations, there),
    lines: threads.map(({ line: { tokens }, held }) => ({
      tokens,
      // A line that is in every form of a file that comes and goes does so with its file.
      ...shown(combinations, held.every((has, index) => has === there[index]) ? held.map(() => true) : held),
    })),
  };
}

interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** The lines of a text with their ends; joined they are the text, whatever becomes of its colours. */
async function linesOf(path: string, text: string): Promise<Line[]> {
  const coloured = await highlighted(path, text);
  return text
    .split(/(?<=\n)/)
    .filter((line) => line !== '')
    .map((line, index) => {
      const tokens = [...(coloured[index] ?? []), ...(line.endsWith('\n') ? [{ text: '\n' }] : [])];
      return { text: line, tokens: textOf(tokens) === line ? tokens : [{ text: line }] };
    });
}

const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');

const shown = (combinations: readonly Combination[], held: readonly boolean[]): Conditional => ({
  when: conditionOf(combinations, held),
  usual: held[0] ?? false,
});

/** Of one text for each combination, each different one with its condition. */
const shiftingOf = (combinations: readonly Combination[], texts: readonly (string | undefined)[]): Shifting =>
  [...new Set(texts)]
    .filter((text) => text !== undefined)
    .map((text) => ({
      text,
      ...shown(
        combinations,
        texts.map((each) => each === text),
      ),
    }));

const sizeOf = (files: FileSet): number => [...files.values()].reduce((sum, { content }) => sum + content.length, 0);

function startOf(catalog: Catalog, answers: Answers): string {
  const sources = sourcesFor(catalog, answers);
  return sources.find(({ row }) => row.start)?.path ?? sources[0]?.path ?? storedPath;
}
