import { gt } from 'semver';
import type { PartialAnswers } from '../model/pipeline.js';
import { ownPackage } from '../catalog/paths.js';
import type { Lock } from '../model/change.js';
import type { Catalog } from '../model/catalog.js';
import { UserError } from '../model/errors.js';
import { readLock, tooNew } from '../plan/lock.js';
import type { Project } from '../project/project.js';
import { lockPath, storedPath } from '../model/records.js';
import { addonsIn, areOfProject } from '../render/layers.js';
import { shellDirectory, shellWord } from '../model/shell.js';
import { restoring } from './change-directory.js';
import { commandFor, type Program } from '../terminal/program.js';

/**
 * Reads what was written last time.
 *
 * @param program how the user started us, for the commands in errors
 * @throws UserError if the lock is missing, broken, or from a newer version
 */
export function previousOf(project: Project, program: Program): Lock {
  const text = project.text(lockPath);
  if (text === undefined) throw noLock(project, program);
  const lock = readLock(text, restoring(project.root, lockPath));
  if (gt(lock.generator, ownPackage.version)) throw tooNew(lock.generator);
  return lock;
}

/** Refuses answers for a different app than the one that was written. */
export function checkSameApp({ template, name }: Lock, given: PartialAnswers): void {
  const [flag, was, now] =
    given.template !== template ? ['template', template, given.template] : ['name', name, given.name];
  if (was === now) return;
  throw new UserError({
    headline: `The ${flag} can't be changed`,
    detail: `This repo was created ${flag === 'template' ? 'from' : 'as'} ${was} and can't be switched to ${now ?? 'none'}: files of your own are named after it.`,
    fix: `--${flag} ${was}, and the same in ${storedPath}`,
  });
}

/**
 * Refuses an existing project if the record no longer says how it runs: what is written follows from that, and
 * without it a new app would be written over the project.
 *
 * @param root absolute path of the project
 * @param command how onboard is started for this directory
 */
export function checkProjectKnown(
  catalog: Catalog,
  { managed }: Lock,
  project: unknown,
  root: string,
  command: string,
): void {
  if (project !== undefined || !areOfProject(catalog, managed)) return;
  throw new UserError({
    headline: `${storedPath} doesn't say how this project runs`,
    detail: 'The project was onboarded, and what was found then is gone.',
    fix: `${command}, or restore the file from your last commit: ${restoring(root, storedPath)}`,
  });
}

/**
 * The add-ons that the repository was written with. The record of answers lists them; if it was edited, the lock knows
 * better, and their files stay.
 *
 * @param stored those in the record
 * @param asTyped how to type a change of add-ons
 */
export function previousAddons(
  catalog: Catalog,
  previous: Lock,
  stored: readonly string[] = [],
  asTyped: (words: readonly string[]) => string,
): { readonly addons: readonly string[]; readonly notes: readonly string[] } {
  if (areOfProject(catalog, previous.managed)) return { addons: stored, notes: [] };
  const missing = addonsIn(catalog, previous, [...previous.managed.keys(), ...previous.once]).filter(
    (id) => !stored.includes(id),
  );
  return {
    addons: [...stored, ...missing],
    notes: missing.map(
      (id) =>
        `${storedPath} does not name the add-on ${id}, whose files are here. It stays; to remove it: ${asTyped([id, '--remove'])}`,
    ),
  };
}

/** How to type a command that takes the directory as an argument. */
export const commandAt = (program: Program, door: string, directory: string): string =>
  [commandFor(program, door), ...(directory === '.' ? [] : [shellDirectory(directory)])].join(' ');

/** How to type a change of add-ons for a directory. */
export const addonCommand = (program: Program, directory: string, words: readonly string[]): string =>
  [commandFor(program, 'addon'), ...words, ...(directory === '.' ? [] : [shellWord(`--directory=${directory}`)])].join(
    ' ',
  );

/** Refuses other add-ons: their code would have to be merged into files that an update never touches. */
export function checkSameAddons(
  before: readonly string[],
  { addons }: PartialAnswers,
  asTyped: (words: readonly string[]) => string,
): void {
  if (addons === undefined) return;
  const [added, removed] = [addons.filter((id) => !before.includes(id)), before.filter((id) => !addons.includes(id))];
  if (added.length + removed.length === 0) return;
  throw new UserError({
    headline: "An update can't change the add-ons",
    detail: 'Add-ons change files that are yours, so they have their own command.',
    fix: asTyped(added.length > 0 ? added : [...removed, '--remove']),
  });
}

function noLock({ root }: Project, program: Program): UserError {
  return new UserError({
    headline: `There is no ${lockPath} in ${root}`,
    detail: "It records what was written last time. Without it, your changes can't be told apart from ours.",
    fix: `${commandFor(program, 'onboard')} ${shellDirectory(root)} for a project that's there already; for a new app: ${program} ${shellDirectory(root)}`,
  });
}
