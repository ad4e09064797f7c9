import type { Given } from '../../answers/given.js';
import { warningsAbout } from '../../answers/warnings.js';
import type { Lock } from '../../change.js';
import type { Catalog } from '../../domain.js';
import { plan } from '../../plan/plan.js';
import { checkFree } from '../../plan/root-lock.js';
import type { Project } from '../../project/project.js';
import { storedPath } from '../../records.js';
import { backgroundOf } from '../background.js';
import { settleBefore } from '../cut-off.js';
import { doorCommand, shellDirectory, type Program } from '../program.js';
import { answersFor, type Asking } from '../prompts.js';
import type { Report } from '../report.js';
import { entriesAt, repositoryOf } from '../repository.js';
import { labels } from '../sides.js';
import { checkGuarded } from './committed.js';
import { checkProjectKnown, checkSameAddons, checkSameApp, formerAddons, formerOf } from './former.js';
import type { UpdateFlags } from './grammar.js';
import { removablePaths } from './removable.js';

/** An update that could be carried out. */
export interface Prepared {
  readonly report: Report;
  /** What was written last time. */
  readonly former: Lock;
}

/** Who asks for an update, of what, and how. */
export interface Updating {
  readonly catalog: Catalog;
  readonly project: Project;
  readonly flags: UpdateFlags;
  readonly interactive: boolean;
  readonly program: Program;
  readonly prompt: Asking['prompt'];
}

/**
 * Plans an update: what was written last time, what stands there, and what would be written now.
 *
 * @throws UserError when there is nothing to update from, when files are not committed or git cannot say, or for an answer that is not
 *   offered any more and that nobody may be asked
 */
export async function prepare({ catalog, project, flags, interactive, program, prompt }: Updating): Promise<Prepared> {
  const settled = await settleBefore(project.root, flags);
  const former = await formerOf(project, program);
  const background = await backgroundOf(catalog, project);
  const addonCommand = doorCommand(program, 'addon');
  const { addons, notes } = formerAddons(catalog, former, background.stored.addons, addonCommand);
  checkSameAddons(addons, flags.given, addonCommand);
  const { template, name } = former;
  const stored = { ...background.stored, addons };
  const given = [stored, flags.given].reduce(together, { template, name, options: {} });
  checkSameApp(former, given);
  checkProjectKnown(catalog, former, background.project, doorCommand(program, 'onboard'));
  const command = doorCommand(program, 'update');
  const asking = { catalog, flags: { ...flags, given }, background, interactive, program: command, prompt };
  const answers = await answersFor(asking);
  const next = await repositoryOf(answers, await project.text(storedPath));
  const disk = await entriesAt(project, [...next.keys(), ...former.managed.keys()]);
  const removable = removablePaths(catalog, answers, project.root, former, next);
  const favour = flags.favour ? { favour: flags.favour } : {};
  const changes = plan(disk, next, { lock: former, labels, removable, ...favour });
  // What another run is writing just now is not committed either.
  await checkFree(project.root);
  const unchecked = checkGuarded(project.root, changes, { ...flags, overwrites: flags.favour === 'theirs' });
  const report = {
    directory: project.root,
    answers,
    changes,
    notes: [...settled, ...unchecked, ...notes, ...background.dropped, ...warningsAbout(catalog, answers)],
    again: [command, ...(flags.directory === '.' ? [] : [shellDirectory(flags.directory)])].join(' '),
  };
  return { report, former };
}

/** What was said before, and over it what is said later. */
const together = (before: Given, later: Given): Given => ({
  ...before,
  ...later,
  options: { ...before.options, ...later.options },
});
