import { checkAddons, inOrder, lacksNeed, offeredBy } from '../../answers/addons.js';
import { checkProject } from '../../answers/project.js';
import { find } from '../../catalog/find.js';
import { settle } from '../../answers/questions.js';
import { ownPackage } from '../../catalog/paths.js';
import type { Change, Lock } from '../../model/change.js';
import type { Answers, FileSet } from '../../model/pipeline.js';
import type { Catalog } from '../../model/catalog.js';
import { UserError } from '../../model/errors.js';
import { withKept } from '../../plan/decisions.js';
import { isMergeable } from '../../plan/lock.js';
import { plan } from '../../plan/plan.js';
import type { Project } from '../../project/project.js';
import { storedPath } from '../../model/records.js';
import { render } from '../../render/render.js';
import { backgroundOf } from '../background.js';
import { checkIdle, settleBefore } from '../cut-off.js';
import type { Program } from '../../terminal/program.js';
import type { Report } from '../result.js';
import { entriesAt, repositoryOf } from '../../render/repository.js';
import { labels } from '../../plan/labels.js';
import { checkGuarded } from '../committed.js';
import { asManaged, asOwned, isOf } from '../merge-yours.js';
import { addonCommand, checkProjectKnown, checkSameApp, commandAt, previousAddons, previousOf } from '../previous.js';
import type { AddonFlags } from './spec.js';

/** A change of add-ons that is ready to carry out. */
export interface Prepared {
  readonly report: Report;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A request to change add-ons, and where. */
export interface Changing {
  readonly catalog: Catalog;
  readonly project: Project;
  readonly flags: AddonFlags;
  readonly program: Program;
}

/** What the repository was created from. */
export interface Present {
  readonly answers: Answers;
  readonly previous: Lock;
}

/**
 * Reads what the repository was created from.
 *
 * @throws UserError if that isn't known, or if it isn't one of our apps
 */
export async function presentOf({ catalog, project, program, flags: { directory } }: Changing): Promise<Present> {
  const previous = previousOf(project, program);
  const background = await backgroundOf(catalog, project);
  const { template, name } = previous;
  const { addons } = previousAddons(catalog, previous, background.stored.addons, (words) =>
    addonCommand(program, directory, words),
  );
  const given = { template, name, ...background.stored, addons };
  checkSameApp(previous, given);
  checkProjectKnown(catalog, previous, background.project, project.root, commandAt(program, 'onboard', directory));
  return { previous, answers: settle(catalog, given, background) };
}

/**
 * Plans a change of add-ons: a merge of what the current answers give, what is there, and what the next ones give.
 *
 * The base is rendered, not read: the user's own files are merged too, and the lock doesn't have their text.
 *
 * @throws UserError if add-ons don't fit, if files aren't committed or git can't tell, or if the repository was written
 *   from other templates
 */
export async function prepareAddons({ catalog, project, flags, program }: Changing): Promise<Prepared> {
  const settled = await settleBefore(project.root, flags);
  const { answers, previous } = await presentOf({ catalog, project, program, flags });
  const next = { ...answers, addons: changed(catalog, answers, flags, program) };
  checkProject(catalog, next);
  const base = await render(catalog, answers);
  if (!isOf(previous, base)) throw updateFirst(previous, commandAt(program, 'update', flags.directory));
  const repository = await repositoryOf(catalog, next, project.text(storedPath));
  const texts = [...base].filter(([, { content }]) => isMergeable(content));
  const lock = { managed: new Map(texts.map(([path, { content }]) => [path, content.toString()])), once: new Set('') };
  const disk = entriesAt(project, new Set([...repository.keys(), ...base.keys()]));
  const all = plan(disk, asManaged(repository), { lock, labels }).map((change) => asOwned(change, repository));
  const never = [...base].filter(([path, file]) => file.ownership === 'managed' && !previous.managed.has(path));
  // What the user kept as their own from the start is no base for a later merge either.
  const changes = withKept(
    all.filter(isAbout(base)),
    never.map(([path]) => path),
  );
  // What another run is writing right now isn't committed either.
  await checkIdle(project.root);
  const unchecked = checkGuarded(project.root, changes, flags);
  const words = [...flags.named, ...(flags.remove ? ['--remove'] : [])];
  return {
    added: next.addons.filter((id) => !answers.addons.includes(id)),
    removed: answers.addons.filter((id) => !next.addons.includes(id)),
    report: {
      directory: project.root,
      answers: next,
      changes,
      notes: [...settled, ...unchecked],
      again: addonCommand(program, flags.directory, words),
    },
  };
}

/** The add-ons that the app will have. */
function changed(
  catalog: Catalog,
  answers: Answers,
  { named, remove, directory }: AddonFlags,
  program: Program,
): string[] {
  const template = find(catalog.templates, 'template', answers.template);
  const offered = offeredBy(catalog, template).map(({ id }) => id);
  const asTyped = (...words: readonly string[]): string => addonCommand(program, directory, words);
  if (named.length === 0)
    throw new UserError({
      headline: 'Which add-on?',
      detail: `Available for ${template.id}: ${offered.join(', ') || 'none yet'}.`,
      fix: asTyped(offered[0] ?? '--list'),
    });
  const typed = (id: string, meant: string): string =>
    asTyped(...named.map((each) => (each === id ? meant : each)), ...(remove ? ['--remove'] : []));
  for (const id of named)
    find(catalog.addons, 'addons', id, { asTyped: (meant) => typed(id, meant), list: asTyped('--list') });
  const ids = remove ? answers.addons.filter((id) => !named.includes(id)) : [...answers.addons, ...named];
  if (remove) checkNeeds(catalog, ids, named, asTyped);
  checkAddons(catalog, template, ids, (all) => asTyped(...all));
  return inOrder(catalog, ids);
}

/** Refuses to remove what another add-on needs. */
function checkNeeds(
  { addons }: Catalog,
  left: readonly string[],
  named: readonly string[],
  asTyped: (...words: readonly string[]) => string,
): void {
  const stranded = addons.filter((addon) => left.includes(addon.id) && lacksNeed(addon, left));
  const [one] = stranded;
  if (!one) return;
  throw new UserError({
    headline: `The add-on ${one.id} still needs this`,
    detail: `It needs one of these: ${one.needs.join(', ')}.`,
    fix: asTyped(...named, ...stranded.map(({ id }) => id), '--remove'),
  });
}

const updateFirst = ({ generator }: Lock, update: string): UserError =>
  new UserError({
    headline: 'The files are from older templates',
    detail: `They are from version ${generator}, this is ${ownPackage.version}; or an answer in ${storedPath} was changed since.`,
    fix: `${update}, then commit, then the same command again`,
  });

/** A file that the user removed is mentioned only if it would have changed. */
const isAbout =
  (base: FileSet) =>
  (change: Change): boolean =>
    change.kind !== 'declined' || base.get(change.path)?.content.equals(change.file.content) !== true;
