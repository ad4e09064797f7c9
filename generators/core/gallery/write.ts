import { readdir } from 'node:fs/promises';
import type { Change, Removal, Write } from '../model/change.js';
import type { FileSet } from '../model/pipeline.js';
import { explainSystemError, UserError } from '../model/errors.js';
import { apply, settleCutOff } from '../plan/apply.js';
import { plan } from '../plan/plan.js';
import { openProject, type Project } from '../project/project.js';
import { entriesAt } from '../render/repository.js';
import { isUnchangedPage, listPath, pathOf } from './pages.js';

/**
 * Writes the pages to a directory that is empty or has pages from an earlier run: those are replaced, or removed if
 * there is no such page anymore.
 *
 * @param directory absolute, or relative to the working directory; created if missing
 * @returns the directory's absolute path
 * @throws UserError if the directory has other files, or the file system refuses; then nothing was written
 */
export async function write(directory: string, pages: FileSet): Promise<string> {
  const project = openProject(directory);
  const { root } = project;
  await settleCutOff(root, () => undefined);
  const previous = await previousIn(project, pages.keys());
  const changes = plan(entriesAt(project, pages.keys()), pages);
  const gone = [...previous].filter(([path]) => !pages.has(path));
  await apply(root, [
    ...changes.filter(isWrite),
    ...gone.map(([path, old]): Removal => ({ kind: 'delete', path, old })),
  ]);
  return root;
}

/**
 * Refuses a directory that has other files, before any page is rendered. Finishes an interrupted run.
 *
 * @param directory absolute, or relative to the working directory
 * @param paths of the pages that will be written
 * @throws UserError if it does, or the file system refuses
 */
export async function checkPlace(directory: string, paths: Iterable<string>): Promise<void> {
  const project = openProject(directory);
  await settleCutOff(project.root, () => undefined);
  await previousIn(project, paths);
}

/**
 * The pages that an earlier run left in a directory.
 *
 * @throws UserError when the directory holds other things, or when one is in the way of a page
 */
async function previousIn(project: Project, paths: Iterable<string>): Promise<ReadonlyMap<string, Buffer>> {
  const names = await namesIn(project.root);
  const previous = previousPages(project, names);
  if (names.length > 0 && !previous.has(listPath)) throw foreign(project.root, `It holds ${listed(names)}.`);
  const inTheWay = [...entriesAt(project, paths)].filter(
    ([path, { kind }]) => kind !== 'absent' && !previous.has(path),
  );
  if (inTheWay.length > 0)
    throw foreign(
      project.root,
      `Not written by the gallery, or changed since: ${listed(inTheWay.map(([path]) => path))}.`,
    );
  return previous;
}

const isWrite = (change: Change): change is Write => change.kind === 'create' || change.kind === 'update';

async function namesIn(root: string): Promise<string[]> {
  try {
    return (await readdir(root)).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw explainSystemError(error, `look into ${root}`);
  }
}

/** Pages that we wrote and no one changed since, in every place we write pages to: their hashes prove it. */
function previousPages(project: Project, names: readonly string[]): Map<string, Buffer> {
  const entries = entriesAt(project, [listPath, ...names.map(pathOf)]);
  return new Map(
    [...entries].flatMap(([path, entry]): [string, Buffer][] =>
      entry.kind === 'file' && isUnchangedPage(entry.content) ? [[path, entry.content]] : [],
    ),
  );
}

const listed = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');

const foreign = (root: string, detail: string): UserError =>
  new UserError({
    headline: `${root} holds files that aren't gallery pages`,
    detail: `${detail} Nothing was written, so your files are safe.`,
    fix: 'give --html a new or empty directory, or one it wrote before',
  });
