import { storedFile } from '../answers/stored.js';
import { ownPackage } from '../catalog/roots.js';
import type { DiskEntry } from '../change.js';
import type { Answers, FileSet } from '../domain.js';
import type { Project } from '../project/project.js';
import { lockFile, lockOf } from '../plan/lock.js';
import { lockPath, storedPath } from '../records.js';
import { renderAside } from '../render/aside.js';

/**
 * The whole repository that the answers describe: what is rendered, and the tool's own records of it.
 *
 * @param record text of the record of answers that stands on disk; nothing when there is none
 */
export async function repositoryOf(answers: Answers, record?: string): Promise<FileSet> {
  return withRecords(await renderAside(answers), answers, record);
}

/** Adds the tool's own records to what was rendered. */
export const withRecords = (files: FileSet, answers: Answers, record?: string): FileSet =>
  new Map(files)
    .set(storedPath, storedFile(record, answers))
    .set(lockPath, lockFile(lockOf(files, answers, ownPackage.version)));

/** What stands on disk at each path. */
export async function entriesAt(project: Project, paths: Iterable<string>): Promise<Map<string, DiskEntry>> {
  return new Map(await Promise.all([...paths].map(async (path) => [path, await project.entry(path)] as const)));
}
