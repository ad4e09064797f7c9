import { isOutside } from '../model/outside.js';
import { shellWord } from '../model/shell.js';

/** A path for git: from the repository's root if it begins with :/ (https://git-scm.com/docs/gitglossary, "pathspec"). */
export const pathspec = (path: string): string =>
  shellWord(isOutside(path) ? `:${path}` : path.replace(/^(?=[-:])/, './'));
