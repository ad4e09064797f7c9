import { join } from 'node:path';
import { Conflicter } from '@yeoman/conflicter';
import type Generator from 'yeoman-generator';
import type { Change, Removal, Write } from '../change.js';
import { UserError } from '../errors.js';
import { shownLines } from '../shown.js';
import { diffOf } from '../plan/diff.js';
import { withKept } from '../plan/kept.js';

/** What was decided about a plan. */
export interface Decision {
  readonly writes: readonly (Write | Removal)[];
  /** Files that differ and that the user wants to keep as they are. */
  readonly kept: readonly string[];
}

export type Otherwise = 'ask' | 'overwrite' | 'keep' | 'refuse';

/**
 * Decides every conflict before anything is written.
 *
 * @param root absolute path of the destination
 * @param otherwise what becomes of a file that differs and that we did not write
 * @throws UserError when a path is blocked, when conflicts are left and nobody may be asked, or when the user aborts
 */
export async function decide(
  root: string,
  changes: readonly Change[],
  otherwise: Otherwise,
  adapter: Generator['env']['adapter'],
): Promise<Decision> {
  const blocked = changes.filter((change) => change.kind === 'blocked');
  if (blocked.length > 0) {
    throw new UserError({
      headline: `${count(blocked.length, 'file')} cannot be written`,
      detail: `In ${root}:\n${blocked.map(({ path, why }) => `  ${path}: ${why}`).join('\n')}\nNothing was written.`,
      fix: 'move what stands in the way, or choose another directory',
    });
  }
  const conflicts = changes.filter((change) => change.kind === 'conflict');
  if (conflicts.length > 0 && otherwise === 'refuse') {
    throw new UserError({
      headline: `${count(conflicts.length, 'file')} would be overwritten`,
      detail: `In ${root}, these differ from what would be written:\n${conflicts.map(({ path }) => `  ${path}`).join('\n')}\nNothing was written.`,
      fix: 'add --force to overwrite them, or --dry-run to see the differences first',
    });
  }
  const overwritten =
    otherwise === 'ask' ? await ask(root, conflicts, adapter) : otherwise === 'overwrite' ? conflicts : [];
  const kept = conflicts.filter((change) => !overwritten.includes(change)).map(({ path }) => path);
  const writes = withKept(changes, kept).filter(
    (change): change is Write | Removal =>
      ['create', 'update', 'merge', 'delete'].includes(change.kind) ||
      (change.kind === 'conflict' && !kept.includes(change.path)),
  );
  return { writes, kept };
}

/** The answers of Yeoman's dialogue that make sense before anything is written. */
const actions = new Set(['write', 'skip', 'force', 'diff', 'abort']);

/** What Conflicter hands to an action: the adapter is the one whose turn it is to talk. */
interface Asked {
  readonly file: { readonly path: string };
  readonly adapter: { readonly log: { writeln: (text: string) => unknown } };
}

async function ask<Conflict extends Extract<Change, { kind: 'conflict' }>>(
  root: string,
  conflicts: readonly Conflict[],
  adapter: Generator['env']['adapter'],
): Promise<readonly Conflict[]> {
  const showDiff = ({ file, adapter: asking }: Asked): Promise<'ask'> => {
    const conflict = conflicts.find(({ path }) => join(root, path) === file.path);
    if (conflict) asking.log.writeln(shownLines(diffOf(conflict)));
    return Promise.resolve('ask');
  };
  const conflicter = new Conflicter(adapter, {
    cwd: root,
    customizeActions: (choices) =>
      choices
        .filter((choice) => 'value' in choice && actions.has(String(choice.value)))
        // Yeoman's own diff ends in an error at the fourth time of asking.
        .map((choice) =>
          'value' in choice && choice.value === 'diff'
            ? { key: 'd', name: 'show the differences', value: showDiff }
            : choice,
        ),
  });
  const overwritten: Conflict[] = [];
  for (const conflict of conflicts) {
    const file = { path: join(root, conflict.path), contents: conflict.file.content } as unknown as Parameters<
      Conflicter['checkForCollision']
    >[0];
    const { conflicter: action } = await conflicter.checkForCollision(file).catch(explainAbort);
    if (action === 'force') overwritten.push(conflict);
  }
  return overwritten;
}

function explainAbort(error: unknown): never {
  if (error instanceof Error && error.message === 'Process aborted by user') {
    throw new UserError({
      headline: 'Stopped, as you asked',
      detail: 'Nothing was written.',
      fix: 'run the same command again when you are ready',
    });
  }
  throw error;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
