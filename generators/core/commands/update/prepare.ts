import type { PartialAnswers } from '../../model/pipeline.js';
import { warningsAbout } from '../../answers/warnings.js';
import type { Change, Lock } from '../../model/change.js';
import type { Catalog } from '../../model/catalog.js';
import { settle } from '../../answers/questions.js';
import type { Project } from '../../project/project.js';
import { storedPath } from '../../model/records.js';
import { backgroundOf } from '../background.js';
import { checkIdle, settleBefore } from '../cut-off.js';
import { commandFor, type Program } from '../../terminal/program.js';
import { answersFor } from '../ask.js';
import { folderNotes } from '../subfolder.js';
import type { Report } from '../result.js';
import { entriesAt, repositoryOf } from '../../render/repository.js';
import { labels } from '../../plan/labels.js';
import { checkGuarded } from '../committed.js';
import { changedAnswers, planForAnswers, type AnswerPlan, type ChangedAnswer } from './answers.js';
import {
  addonCommand,
  checkProjectKnown,
  checkSameAddons,
  checkSameApp,
  commandAt,
  previousAddons,
  previousOf,
} from '../previous.js';
import type { Terminal } from '../../terminal/terminal.js';
import type { UpdateFlags } from './spec.js';
import { removablePaths } from '../removable.js';

/** An update that is ready to carry out. */
export interface Prepared extends Pick<AnswerPlan, 'worthALook' | 'causeOf' | 'stillOn'> {
  readonly report: Report;
  /** What was written last time. */
  readonly previous: Lock;
  readonly changed: readonly ChangedAnswer[];
}

/** A request for an update, of what, and how. */
export interface Updating {
  readonly catalog: Catalog;
  readonly project: Project;
  readonly flags: UpdateFlags;
  readonly interactive: boolean;
  readonly program: Program;
  readonly terminal: Terminal;
}

/**
 * Plans an update: what was written last time, what is there, and what would be written now.
 *
 * @throws UserError if there is nothing to update from, if files aren't committed or git can't tell, or if an answer
 *   is no longer offered and we can't prompt for it
 */
export async function prepareUpdate({
  catalog,
  project,
  flags,
  interactive,
  program,
  terminal,
}: Updating): Promise<Prepared> {
  const settled = await settleBefore(project.root, flags);
  const previous = previousOf(project, program);
  const background = await backgroundOf(catalog, project);
  const asTyped = (words: readonly string[]): string => addonCommand(program, flags.directory, words);
  const { addons, notes } = previousAddons(catalog, previous, background.stored.addons, asTyped);
  checkSameAddons(addons, flags.given, asTyped);
  const { template, name } = previous;
  const stored = { ...background.stored, addons };
  const given = [stored, flags.given].reduce(together, { template, name, options: {} });
  checkSameApp(previous, given);
  checkProjectKnown(
    catalog,
    previous,
    background.project,
    project.root,
    commandAt(program, 'onboard', flags.directory),
  );
  const command = commandFor(program, 'update');
  const asking = { catalog, terminal, background, interactive, program: command, directory: flags.directory };
  const answers = await answersFor({ ...asking, given, yes: flags.yes });
  const next = await repositoryOf(catalog, answers, project.text(storedPath));
  const disk = entriesAt(project, [...next.keys(), ...previous.managed.keys()]);
  const removable = removablePaths(catalog, answers, project.root, previous, next);
  const prefer = flags.prefer ? { prefer: flags.prefer } : {};
  const before = settle(catalog, [stored].reduce(together, { template, name, options: {} }), background);
  const changed = changedAnswers(before, answers);
  const { changes, ...told } = await planForAnswers(catalog, [before, answers], disk, next, {
    ...{ lock: previous, labels, removable, ...prefer },
  });
  // What another run is writing right now isn't committed either.
  await checkIdle(project.root);
  const unchecked = checkGuarded(project.root, changes, { ...flags, overwrites: flags.prefer === 'theirs' });
  const report = {
    directory: project.root,
    answers,
    changes,
    notes: [
      ...settled,
      ...unchecked,
      ...apart(changes, told.stillOn, changed),
      ...notes,
      ...(changed.some(({ flag }) => flag === 'ci') ? folderNotes(catalog, project.root, answers, next) : []),
      ...background.dropped,
      ...warningsAbout(catalog, answers),
    ],
    again: commandAt(program, 'update', flags.directory),
  };
  return { report, previous, changed, ...told };
}

/** Notes that answers and files differ where the user's lines were kept. */
function apart(
  changes: readonly Change[],
  stillOn: AnswerPlan['stillOn'],
  changed: readonly ChangedAnswer[],
): string[] {
  const paths = changes.filter((change) => 'settled' in change && stillOn(change) !== undefined);
  if (paths.length === 0) return [];
  const now = changed.filter(({ isOption }) => isOption).map(({ flag, now }) => `${flag} ${now}`);
  const says = paths.length === 1 ? "doesn't" : "don't";
  return [`${storedPath} now says ${now.join(', ')}; ${paths.map(({ path }) => path).join(', ')} ${says}.`];
}

/** The earlier answers, overridden by the later ones. */
const together = (before: PartialAnswers, later: PartialAnswers): PartialAnswers => ({
  ...before,
  ...later,
  options: { ...before.options, ...later.options },
});
