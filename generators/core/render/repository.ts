import { storedFile } from '../answers/stored.js';
import { ownPackage } from '../catalog/paths.js';
import type { DiskEntry } from '../model/change.js';
import type { Catalog } from '../model/catalog.js';
import type { Answers, FileSet } from '../model/pipeline.js';
import type { Project } from '../project/project.js';
import { lockFile, lockOf } from '../plan/lock.js';
import { lockPath, storedPath } from '../model/records.js';
import { render } from './render.js';

/**
 * The whole repository that the answers describe: the rendered files, and the tool's own records of it.
 *
 * @param record text of the answers record on disk; undefined if there is none
 */
export async function repositoryOf(catalog: Catalog, answers: Answers, record?: string): Promise<FileSet> {
  return withRecords(await render(catalog, answers), answers, record);
}

/** Adds the tool's own records to the rendered files. */
export const withRecords = (files: FileSet, answers: Answers, record?: string): FileSet =>
  new Map(files)
    .set(storedPath, storedFile(record, answers))
    .set(lockPath, lockFile(lockOf(files, answers, ownPackage.version)));

/** What is on disk at each path. */
export const entriesAt = (project: Project, paths: Iterable<string>): Map<string, DiskEntry> =>
  new Map([...paths].map((path) => [path, project.entry(path)]));
