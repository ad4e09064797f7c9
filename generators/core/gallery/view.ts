import { costOf, offeredBy } from '../answers/addons.js';
import { choicesOf, type Choice } from '../answers/choices.js';
import { nameFault } from '../answers/partial.js';
import { titleFromName } from '../answers/title.js';
import { warningsAbout } from '../answers/warnings.js';
import type { Catalog, Template } from '../model/catalog.js';
import { herokuName } from '../model/forms.js';
import type { ProcessType } from '../model/layer.js';
import type { Answers, FileSet } from '../model/pipeline.js';
import { storedPath } from '../model/records.js';
import { sourcesFor } from '../render/layers.js';
import type { Registry } from '../tools/npm-registry.js';
import { render, type ContentOf } from '../render/render.js';
import { withRecords } from '../render/repository.js';
import { sameCommand } from '../terminal/program.js';
import { addonChoice, answersOf, combinationsOf } from './combinations.js';
import { conditionsOf, subsetOf } from './conditions.js';
import {
  fileView,
  groups,
  shiftingOf,
  shown,
  union,
  type Conditional,
  type FileView,
  type Shifting,
} from './file-view.js';
import { mergeVariants } from './variants.js';

/** A template as its page shows it: with every combination of its choices. */
export interface TemplateView {
  readonly template: Template;
  readonly name: AppName;
  readonly choices: readonly Choice[];
  readonly addons: readonly AddonView[];
  readonly processes: readonly (Conditional & ProcessType)[];
  /** The command that writes what is shown, word by word. */
  readonly command: readonly (Shifting[number] & { readonly isName: boolean })[];
  readonly warnings: Shifting;
  readonly total: Shifting;
  /** Sorted by path. */
  readonly files: readonly FileView[];
  /** Path of the file that best shows what the app is. */
  readonly start: string;
}

/** The app's name, with the rule for other names. */
interface AppName {
  readonly usual: string;
  /** A regular expression. */
  readonly rule: string;
  /** What to say about a name that breaks the rule. */
  readonly fault: string;
}

export interface AddonView {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly cost: string;
  readonly usual: boolean;
  /** Add-ons that it needs one of. */
  readonly needs: readonly { readonly id: string; readonly title: string }[];
}

/** How anyone can start us, no matter who builds the page. */
const program = 'npx generator-heroku-nix';

/** How files are rendered, for all templates of a gallery. */
export interface Rendering {
  readonly contentOf?: ContentOf;
  readonly registry?: Registry;
}

/**
 * Renders a template with every combination of its choices.
 *
 * @param usual name and title of the app, and the default choices
 */
export async function viewOf(
  catalog: Catalog,
  template: Template,
  usual: Answers,
  { contentOf, registry }: Rendering = {},
): Promise<TemplateView> {
  const choices = choicesOf(catalog, usual);
  const combinations = combinationsOf(catalog, template, choices, usual.addons);
  const conditionOf = conditionsOf(combinations);
  const answers = combinations.map((each) => answersOf(catalog, usual, each));
  const repositories: FileSet[] = [];
  for (const each of answers) repositories.push(withRecords(await render(catalog, each, registry, contentOf), each));

  const paths = [...new Set(repositories.flatMap((files) => [...files.keys()]))].sort();
  const files: FileView[] = [];
  for (const path of paths) files.push(await fileView(conditionOf, repositories, path));
  const offered = offeredBy(catalog, template);
  const titleOf = (id: string): string => offered.find((each) => each.id === id)?.title ?? id;
  return {
    template,
    name: { usual: usual.name, rule: herokuName.source, fault: nameFault('') ?? '' },
    choices,
    addons: offered.map(({ id, title, description, price, needs }) => ({
      id,
      title,
      description,
      cost: costOf(price),
      usual: usual.addons.includes(id),
      needs: needs.map((need) => ({ id: need, title: titleOf(need) })),
    })),
    processes: [
      ...template.processes.map((process) => ({ ...process, when: undefined, usual: true })),
      ...offered.flatMap(({ id, processes, release }) => {
        const chosen = combinations.flatMap((each, number) => (each[addonChoice(id)] === 'on' ? [number] : []));
        const when = shown(conditionOf, subsetOf(chosen));
        return [...processes, ...(release ? [release] : [])].map((process) => ({ ...process, ...when }));
      }),
    ],
    command: commandOf(usual, answers, conditionOf),
    warnings: shiftingOf(
      conditionOf,
      answers.map((each) => warningsAbout(catalog, each).join(' ') || undefined),
    ),
    total: shiftingOf(
      conditionOf,
      repositories.map((all) => `${all.size} files`),
    ),
    files,
    start: startOf(catalog, usual),
  };
}

/** The command for each of the answers, word by word. */
function commandOf(usual: Answers, answers: readonly Answers[], conditionOf: ReturnType<typeof conditionsOf>) {
  const titleIsDefault = usual.title === titleFromName(usual.name);
  const commands = [...groups(answers.map((each) => sameCommand(program, usual.name, each, titleIsDefault)))];
  const words = mergeVariants(commands.map(([command]) => command.split(/(?<= )/)));
  // The directory comes first, and the flag before any text from the user.
  const directory = program.split(' ').length;
  const flag = words.findIndex(({ line }) => line === '--name ');
  return words.map(({ line, texts }, index) => ({
    text: line,
    isName: index === directory || index === flag + 1,
    ...shown(conditionOf, union([...texts].map((text) => subsetOf(commands[text]?.[1] ?? [])))),
  }));
}

function startOf(catalog: Catalog, answers: Answers): string {
  const sources = sourcesFor(catalog, answers);
  return sources.find(({ row }) => row.start)?.path ?? sources[0]?.path ?? storedPath;
}
