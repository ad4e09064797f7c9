import type { Evidence } from '../../model/detection.js';
import { evidenceOf } from '../evidence.js';
import { lineAt, lineStarts } from '../lines.js';
import { deepest, inside, joined, most, nothing, withWritten } from './followed.js';
import type { Followed, Follower, Place } from './followed.js';
import type { CommandContext } from './origin.js';
import { simpleCommands, type Word } from './shell.js';
import { startAt } from './starts.js';
import { folderFrom } from './words.js';

/** What a script of the shell does: `sh -c '...'`, `sh start.sh`, `./start.sh`. */
export function followShell(
  context: CommandContext,
  words: readonly Word[],
  place: Place,
  follower: Follower,
): Followed | undefined {
  const [first, ...rest] = words.map(({ text }) => text);
  const isShell = /^(?:\/bin\/|\/usr\/bin\/)?(?:ba|da)?sh$/.test(first ?? '');
  const inline = isShell ? rest.findIndex((text) => /^-[a-z]*c$/.test(text)) : -1;
  const line = inline === -1 ? undefined : rest[inline + 1];
  if (line !== undefined) return follower.line(context, line, { ...place, depth: place.depth + 1, isFixed: true });
  const named = isShell ? rest.find((text) => !text.startsWith('-')) : first;
  const isPath = isShell || named?.includes('/') === true;
  const path = named === undefined || !isPath ? undefined : folderFrom(place.folder, named);
  if (path === undefined || place.depth >= deepest || place.budget.left < 0 || !context.tree.exists(path))
    return undefined;
  const text = context.tree.text(path) ?? '';
  if (!isShell && !/^#!.*\b(?:ba|da)?sh\b/.test(text)) return undefined;
  const outcome = followFile(context, path, text, place, follower);
  // A script that is started itself has to be a program, too.
  return isShell ? outcome : { ...outcome, starts: [startAt(context, words, place), ...outcome.starts] };
}

/** The commands of a script of the shell, in branches and loops too. */
function followFile(context: CommandContext, path: string, text: string, place: Place, follower: Follower): Followed {
  const commands = simpleCommands(text, true);
  const starts = lineStarts(text);
  const evidenceAt = (index: number): Evidence => {
    const line = lineAt(starts, index);
    return evidenceOf(path, line + 1, text.slice(starts[line], starts[line + 1]));
  };
  if (!commands) return { ...nothing, command: '', opaque: [evidenceAt(0)] };
  let { folder, environment } = place;
  const parts: Followed[] = [];
  for (const each of commands.slice(0, most)) {
    const at = {
      folder,
      environment,
      evidence: evidenceAt(each.start),
      depth: place.depth + 1,
      ...inside,
      budget: place.budget,
    };
    const found = withWritten(follower.command(context, text, each, at), each, at, false);
    folder = found.folder ?? folder;
    environment = { ...environment, ...found.exported };
    parts.push(found);
  }
  return { ...joined(parts), command: '' };
}
