import type { FileRow } from '../model/layer.js';
import type { Answers } from '../model/pipeline.js';

/** Where a file goes: beside the project's own if it has one; in a folder of a repository, where its reader looks. */
export function placeOf(path: string, { beside, folder }: FileRow, answers: PlaceAnswers): string {
  if (answers.folder !== undefined && folder) return inFolder(folder, answers.name);
  return beside !== undefined && answers.project?.dockerfile === beside ? beside : path;
}

/** The place of a file whose reader looks at the root of the repository around the project. */
export const inFolder = (place: string, name: string): string => place.replaceAll('__app__', name);

type PlaceAnswers = Pick<Answers, 'name' | 'folder' | 'project'>;
