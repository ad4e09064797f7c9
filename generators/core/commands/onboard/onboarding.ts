import { posix } from 'node:path';
import { concluded, type Conclusion } from '../../project/conclusions.js';
import { checkOnboarding } from '../../answers/project.js';
import { titleFromName } from '../../answers/title.js';
import { warningsAbout } from '../../answers/warnings.js';
import type { Lock } from '../../model/change.js';
import type { Template } from '../../model/catalog.js';
import type { Answers, PartialAnswers } from '../../model/pipeline.js';
import type { UserError } from '../../model/errors.js';
import { readLock } from '../../plan/lock.js';
import { plan, type Previous } from '../../plan/plan.js';
import type { Examined } from '../../project/detect.js';
import { openProject, type Project } from '../../project/project.js';
import { lockPath, storedPath } from '../../model/records.js';
import { remotesAt } from '../../tools/git.js';
import { restoring } from '../change-directory.js';
import { backgroundOf } from '../background.js';
import { targetOf } from '../deploy-steps.js';
import { folderNotes, withoutLostCi } from '../subfolder.js';
import { shellDirectory, shellWord } from '../../model/shell.js';
import { answersFor } from '../ask.js';
import { sameCommand } from '../../terminal/program.js';
import type { Report } from '../result.js';
import { areOfProject } from '../../render/layers.js';
import { entriesAt, repositoryOf } from '../../render/repository.js';
import { labels, marked } from '../../plan/labels.js';
import { removablePaths } from '../removable.js';
import { inPlace, look, type Look, type OnboardInput } from './look.js';
import { nameFor } from './name.js';
import { originSaid } from './origin.js';
import { saidUnusable, createdHere } from './refusals.js';
import { buildOf, none } from './spec.js';

/** A project that was examined, and the plan for it. */
export interface Onboarding extends Look {
  readonly report: Report;
  readonly conclusion: Conclusion;
  /** Whether nothing was written here before. */
  readonly isFirst: boolean;
  /** Notes about an earlier run. */
  readonly earlier: readonly string[];
}

/**
 * Derives the answers from what was detected, and plans. Writes nothing.
 *
 * @param earlier notes about an earlier run
 */
export async function onboarding(
  looking: OnboardInput,
  examined: Examined,
  earlier: readonly string[],
): Promise<Onboarding> {
  const { catalog, flags, root, interactive, command, terminal } = looking;
  const project = openProject(root);
  const previous = previousOf(project);
  if (previous && !areOfProject(catalog, previous.lock.managed)) throw created(looking);
  const found = await look(looking, examined);
  const { line } = found.input;
  const build = buildOf(line);
  const conclusion = concluded(found.template, found, found.commands, line.given, build);
  const unusable = saidUnusable(
    inPlace(looking),
    found.template,
    conclusion.misfits,
    Object.keys(found.commands),
    build,
  );
  if (unusable) throw unusable;
  // What was detected now replaces what was stored.
  const known = await backgroundOf(catalog, project);
  const target = targetOf(remotesAt(root), known.name);
  const name =
    target.kind === 'app'
      ? target.app
      : await nameFor(root, found.detected.facts.name?.value, catalog.detection.generic);
  const background = { ...known, name, project: conclusion.project };
  const { given, notes } = withoutLostCi(catalog, root, conclusion.given, known.stored);
  checkOnboarding(catalog, given);
  const settled = await answersFor({
    ...{ catalog, terminal, background, interactive, program: command, directory: flags.directory },
    // A person sees every answer, and may correct each of them, before anything is written.
    ...{ given, yes: flags.yes || interactive },
  });
  const answers = { ...settled, project: conclusion.project };
  const next = await repositoryOf(catalog, answers, project.text(storedPath));
  const disk = entriesAt(project, [...next.keys(), ...(previous?.lock.managed.keys() ?? [])]);
  const changes = plan(
    disk,
    next,
    previous && { ...previous, removable: removablePaths(catalog, answers, project.root, previous.lock, next) },
  );
  const extras = Object.entries({
    ...(line.values.root === undefined ? {} : { root: line.values.root }),
    ...originSaid(found.template, line),
    ...found.commands,
    ...(build === undefined ? {} : { build: build || none }),
  });
  const repeated = { ...answers, options: lastingOptions(found.template, conclusion, line.given, answers) };
  const again = sameCommand(command, flags.directory, repeated, answers.title === titleFromName(answers.name));
  return {
    ...found,
    conclusion,
    earlier,
    isFirst: previous === undefined,
    report: {
      directory: project.root,
      answers,
      changes,
      notes: [
        ...earlier,
        ...notes,
        ...(previous ? [] : folderNotes(catalog, root, answers, next)),
        ...background.dropped,
        ...warningsAbout(catalog, answers),
        ...marked(changes).map((path) => `Resolve the conflict markers in ${path}`),
      ],
      again: [again, ...extras.map(([flag, value]) => `--${flag}=${shellWord(value)}`)].join(' '),
    },
  };
}

/** The options that the same command has: not a version that a lock file would change, unless the user said it. */
function lastingOptions(
  { onboard }: Pick<Template, 'onboard'>,
  { version }: Conclusion,
  given: PartialAnswers,
  { options }: Answers,
): Answers['options'] {
  const name = onboard?.option ?? '';
  if (
    version === undefined ||
    version.got === (version.lockable[0] ?? version.got) ||
    Object.hasOwn(given.options, name)
  )
    return options;
  return Object.fromEntries(Object.entries(options).filter(([each]) => each !== name));
}

function created({ root, command, flags, line }: OnboardInput): UserError {
  const directory = posix.join(flags.directory, line.values.root ?? '.');
  const [at, of] =
    directory === '.' ? ['', ''] : [` ${shellDirectory(directory)}`, ` --directory=${shellWord(directory)}`];
  return createdHere(
    root,
    command.replace('onboard', 'update') + at,
    `${command.replace('onboard', 'addon')} --list${of}`,
  );
}

/** What an earlier run wrote: with it, what follows from a change of the project is merged, not offered again. */
function previousOf(project: Project): (Previous & { readonly lock: Lock }) | undefined {
  const text = project.text(lockPath);
  return text === undefined ? undefined : { lock: readLock(text, restoring(project.root, lockPath)), labels };
}
