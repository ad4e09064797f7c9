import { switched } from '../../../answers/addons.js';
import { checkPartial } from '../../../answers/partial.js';
import { find } from '../../../catalog/find.js';
import { forAxes } from '../../../model/axes.js';
import type { Answers, PartialAnswers } from '../../../model/pipeline.js';
import { withAnswer } from '../../../answers/questions.js';
import type { Catalog, Template } from '../../../model/catalog.js';
import { repositoryOf } from '../../../render/repository.js';
import type { Choice } from '../../../answers/choices.js';
import { differencePage } from '../pages.js';
import { sampleAnswers } from '../../sample.js';
import { usualAnswers } from '../request.js';
import { choose, type Taken } from './menu.js';
import { catalogScreen, templateScreen, type Item } from './screens.js';
import { showFile, showText, type Left } from './show.js';

/**
 * Shows the templates to a person at a terminal, who moves between screens with keys.
 *
 * @param given the answers on the command line; options of templates other than the one on screen are ignored
 * @returns what to create; undefined if the person only wanted to look
 * @throws ExitPromptError on Ctrl-C; UserError if a given answer isn't valid
 */
export async function tour(catalog: Catalog, given: PartialAnswers): Promise<PartialAnswers | undefined> {
  for (const template of catalog.templates) checkPartial(catalog, about(template, given));
  for (let start = 0; ;) {
    const { key, row, value: id } = await choose(catalogScreen(catalog, start));
    if (key !== 'enter' || id === undefined) return undefined;
    start = row;
    const end = await lookAt(catalog, about(find(catalog.templates, 'template', id), given));
    if (end === 'quit') return undefined;
    if (end !== 'back') return end;
  }
}

/** The given answers that apply to one template. */
function about({ id, options }: Template, given: PartialAnswers): PartialAnswers {
  const own = Object.entries(given.options).filter(([name]) => options.some((option) => option.name === name));
  return { ...given, template: id, options: Object.fromEntries(own) };
}

/** Shows one template. What is created is what was shown; only its name may still be open. */
async function lookAt(catalog: Catalog, wanted: PartialAnswers): Promise<Left | PartialAnswers> {
  let given = wanted;
  for (let start = 0; ;) {
    const answers = sampleAnswers(catalog, given);
    const files = await repositoryOf(catalog, answers);
    const taken = await choose(templateScreen(catalog, answers, files, start));
    start = taken.row;
    const item = itemOf(taken);
    if (item === 'back' || item === 'quit') return item;
    let left: Left = 'back';
    switch (item.kind) {
      case 'create':
        return { ...given, ...forAxes(({ flag }) => answers[flag]), addons: answers.addons, options: answers.options };
      case 'choice':
        given = withAnswer(catalog, given, item.choice.name, next(item.choice));
        break;
      case 'addon':
        given = { ...given, addons: switched(catalog, answers.addons, item.id) };
        break;
      case 'file':
        left = await showFile(item.path, files.get(item.path) ?? { content: Buffer.of() });
        break;
      case 'changes':
        left = await showText('What the options change', await changes(catalog, answers));
    }
    if (left === 'quit') return left;
  }
}

function itemOf({ key, value = { kind: 'create' } }: Taken<Item>): Left | Item | { readonly kind: 'changes' } {
  switch (key) {
    case 'enter':
      return value;
    case 'c':
      return { kind: 'create' };
    case 'd':
      return { kind: 'changes' };
    default:
      return key === 'q' ? 'quit' : 'back';
  }
}

/** The value after the chosen one. */
const next = ({ usual, values }: Choice): string =>
  values[(values.findIndex(({ value }) => value === usual) + 1) % values.length]?.value ?? usual;

async function changes(catalog: Catalog, answers: Answers): Promise<string[]> {
  const [before, after] = await Promise.all([
    repositoryOf(catalog, usualAnswers(catalog, answers)),
    repositoryOf(catalog, answers),
  ]);
  return differencePage(before, after).trimEnd().split('\n');
}
