import { leftToDo } from '../../answers/left.js';
import { concluded, type Conclusion } from '../../answers/onboarded.js';
import { titleFromName } from '../../answers/title.js';
import { warningsAbout } from '../../answers/warnings.js';
import type { Detected, Finding } from '../../detection.js';
import type { Catalog } from '../../domain.js';
import { readLock } from '../../plan/lock.js';
import { plan, type Former } from '../../plan/plan.js';
import { openProject, type Project } from '../../project/project.js';
import { lockPath, storedPath } from '../../records.js';
import { backgroundOf } from '../background.js';
import { flagsOf } from '../flags.js';
import { shellWord } from '../program.js';
import { answersFor, sameCommand } from '../prompts.js';
import type { Report } from '../report.js';
import { entriesAt, repositoryOf } from '../repository.js';
import { labels, marked } from '../sides.js';
import { removablePaths } from '../update/removable.js';
import { look, type Look, type Looking } from './look.js';
import { commandUnusable } from './refusals.js';
import { commandsOf } from './request.js';

/** A project that was looked at, and what is planned for it. */
export interface Onboarding extends Look {
  readonly report: Report;
  readonly conclusion: Conclusion;
  /** Whether nothing was written here before. */
  readonly isFirst: boolean;
}

/**
 * Brings the answers together, out of what was found out, and plans. Writes nothing.
 *
 * @param earlier notes about an earlier run
 */
export async function onboarding(
  looking: Looking,
  detected: Detected,
  earlier: readonly string[],
): Promise<Onboarding> {
  const { catalog, line, root, interactive, command, prompt } = looking;
  const found = await look(looking, detected);
  const conclusion = concluded(found.template, found.detected, found.commands, line.given);
  const said = ['web', ...Object.keys(found.commands)];
  const unusable = conclusion.misfits.find(({ part, item }) => part === 'processes' && said.includes(String(item)));
  if (unusable) throw commandUnusable(looking, unusable);
  const flags = { ...flagsOf(line), given: conclusion.given };
  const project = openProject(root);
  // What was found out just now takes the place of what was stored.
  const background = { ...(await backgroundOf(catalog, project)), project: conclusion.project };
  const settled = await answersFor({ catalog, flags, background, interactive, program: command, prompt });
  const answers = { ...settled, project: conclusion.project };
  const next = await repositoryOf(answers, await project.text(storedPath));
  const former = await formerOf(project);
  const disk = await entriesAt(project, [...next.keys(), ...(former?.lock.managed.keys() ?? [])]);
  const changes = plan(
    disk,
    next,
    former && { ...former, removable: removablePaths(catalog, answers, project.root, former.lock, next) },
  );
  const extras = Object.entries({
    ...(line.values.root === undefined ? {} : { root: line.values.root }),
    ...found.commands,
  });
  const again = sameCommand(command, flags.directory, answers, answers.title === titleFromName(answers.name));
  return {
    ...found,
    conclusion,
    isFirst: former === undefined,
    report: {
      directory: project.root,
      answers,
      changes,
      notes: [
        ...earlier,
        ...background.dropped,
        ...warningsAbout(catalog, answers),
        ...marked(changes).map((path) => `Decide between the marks in ${path}`),
      ],
      again: [again, ...extras.map(([flag, value]) => `--${flag}=${shellWord(value)}`)].join(' '),
    },
  };
}

/** What an earlier run wrote: with it, what follows from a change of the project is merged and not offered anew. */
async function formerOf(project: Project): Promise<Former | undefined> {
  const text = await project.text(lockPath);
  return text === undefined ? undefined : { lock: readLock(text), labels };
}

/**
 * What is left to do for a project.
 *
 * @param overwritten files of the project that were, or will be, written over
 */
export const findingsFor = (
  catalog: Catalog,
  { template, detected, conclusion }: Pick<Onboarding, 'template' | 'detected' | 'conclusion'>,
  overwritten: readonly string[],
): Finding[] => leftToDo(catalog, template, detected, conclusion, overwritten);

/** What can be said of a project that nobody is asked about. */
export function findingsAtFirst(catalog: Catalog, { line }: Pick<Looking, 'line'>, detected: Detected): Finding[] {
  const template = catalog.templates.find(({ id }) => id === detected.template);
  if (!template?.onboard) return [...detected.findings];
  const conclusion = concluded(template, detected, commandsOf(line), line.given);
  return leftToDo(catalog, template, detected, conclusion, []);
}
