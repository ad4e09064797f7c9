import type { Change, Removal, Write } from '../model/change.js';
import { UserError } from '../model/errors.js';
import { shown } from '../model/shown.js';
import { diffOf } from '../plan/diff.js';
import { withKept } from '../plan/decisions.js';
import { isIgnoreList } from '../plan/ignore-list.js';
import type { Replies, Terminal } from './terminal.js';
import { coloredDiff } from './style.js';

/** What was decided about a plan. */
export interface Decision {
  readonly writes: readonly (Write | Removal)[];
  /** Files that differ and that the user wants to keep as they are. */
  readonly kept: readonly string[];
}

export type OnConflict = 'ask' | 'overwrite' | 'keep' | 'refuse';

/** How conflicts are decided. */
export interface Deciding {
  /** What to do with a file that differs and that we didn't write. */
  readonly onConflict: OnConflict;
  /** What a refusal suggests first: a way that loses nothing. */
  readonly instead?: string;
  readonly terminal: Terminal;
}

/**
 * Decides every conflict before anything is written.
 *
 * @param root absolute path of the destination
 * @throws UserError if a path is blocked, if conflicts are left and we can't prompt, or if the user aborts
 */
export async function decide(
  root: string,
  changes: readonly Change[],
  { onConflict, instead, terminal }: Deciding,
): Promise<Decision> {
  const blocked = changes.filter((change) => change.kind === 'blocked');
  if (blocked.length > 0) throw blockedBy(root, blocked);
  const conflicts = changes.filter((change) => change.kind === 'conflict');
  if (conflicts.length > 0 && onConflict === 'refuse') {
    const look = 'add --dry-run to see the differences';
    throw new UserError({
      headline: `${count(conflicts.length, 'file')} would be overwritten`,
      detail: `In ${root}, these differ from what would be written:\n${conflicts.map(({ path }) => `  ${path}`).join('\n')}\nNothing was written.`,
      fix: `${instead ?? look}; to overwrite them, add --force`,
    });
  }
  const overwritten =
    onConflict === 'ask' ? await ask(conflicts, terminal) : onConflict === 'overwrite' ? conflicts : [];
  const pathsOf = (some: readonly Change[]): string[] => some.map(({ path }) => path);
  const isOurs = ({ path }: Change): boolean => overwritten.some((each) => each.path === path);
  const yours = pathsOf(conflicts.filter((change) => !isOurs(change)));
  const writes = withKept(changes, yours).flatMap((change): (Write | Removal)[] => {
    if (change.kind === 'conflict') return isOurs(change) ? [change] : [];
    return isPlain(change) ? [change] : [];
  });
  return { writes, kept: yours };
}

/** Whether a change is made without asking. */
const isPlain = (change: Change): change is Exclude<Write, Conflict> | Removal =>
  ['create', 'update', 'merge', 'delete'].includes(change.kind);

type Conflict = Extract<Change, { kind: 'conflict' }>;

/** Names each obstacle once, with the files that it blocks. */
function blockedBy(root: string, blocked: readonly Extract<Change, { kind: 'blocked' }>[]): UserError {
  const [first] = blocked;
  if (first && blocked.every(({ why }) => why === `${root} is no directory`))
    return new UserError({
      headline: `${shown(root)} is a file, not a directory`,
      detail: 'Nothing was written.',
      fix: 'choose another directory, or move the file away',
    });
  const whys = [...new Set(blocked.map(({ why }) => why))];
  const lines = whys.flatMap((why) => {
    const paths = blocked.filter((each) => each.why === why).map(({ path }) => path);
    if (paths.length <= 5) return paths.map((path) => `  ${path}: ${why}`);
    return [`  ${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more: ${why}`];
  });
  return new UserError({
    headline: `${count(blocked.length, 'file')} can't be written`,
    detail: `In ${root}:\n${lines.join('\n')}\nNothing was written.`,
    fix: 'move what is in the way, or choose another directory',
  });
}

/** Asks about each conflict in turn, until one answer applies to all that are left. Returns those to overwrite. */
async function ask(conflicts: readonly Conflict[], terminal: Terminal): Promise<readonly Conflict[]> {
  const overwritten: Conflict[] = [];
  for (const [index, conflict] of conflicts.entries()) {
    const answer = await askAbout(conflict, terminal);
    if (answer === 'abort') throw aborted();
    if (answer === 'all') return [...overwritten, ...conflicts.slice(index)];
    if (answer === 'overwrite') overwritten.push(conflict);
  }
  return overwritten;
}

async function askAbout(conflict: Change, terminal: Terminal): Promise<Replies[string] | undefined> {
  const path = shown(conflict.path);
  const isAdding = isIgnoreList(conflict.path);
  for (;;) {
    const { action } = await terminal.ask([
      {
        kind: 'keys',
        name: 'action',
        message: isAdding ? `Add the lines that ${path} doesn't have?` : `Overwrite ${path}?`,
        choices: [
          { key: 'y', name: isAdding ? 'add them at its end' : 'overwrite', value: 'overwrite' },
          { key: 'n', name: 'keep mine as it is', value: 'keep' },
          { key: 'a', name: 'yes to this one and all others', value: 'all' },
          { key: 'x', name: 'stop, and write nothing', value: 'abort' },
          { key: 'd', name: 'show the differences', value: 'diff' },
        ],
      },
    ]);
    if (action !== 'diff') return action;
    terminal.print(`${coloredDiff(diffOf(conflict))}\n`);
  }
}

/** The person decided against it. */
export const aborted = (): UserError =>
  new UserError({
    headline: 'Stopped, as you asked',
    detail: 'Nothing was written.',
    fix: 'run the same command again when you are ready',
  });

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
