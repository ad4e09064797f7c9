import { storedFile, storedPath } from '../answers/stored.js';
import type { Answers, DiskEntry, FileSet } from '../domain.js';
import type { Project } from '../project/project.js';
import { renderAside } from '../render/aside.js';

/**
 * The whole repository that the answers describe: what is rendered, and the tool's own record of the answers.
 *
 * @param record text of the record that stands on disk; nothing when there is none
 */
export async function repositoryOf(answers: Answers, record?: string): Promise<FileSet> {
  return new Map(await renderAside(answers)).set(storedPath, storedFile(record, answers));
}

/** What stands on disk at each path. */
export async function entriesAt(project: Project, paths: Iterable<string>): Promise<Map<string, DiskEntry>> {
  return new Map(await Promise.all([...paths].map(async (path) => [path, await project.entry(path)] as const)));
}
