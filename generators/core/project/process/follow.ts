import type { Evidence } from '../../model/detection.js';
import { programWork, scriptWork, type BuildWork } from './building.js';
import {
  joined,
  most,
  mostCommands,
  nothing,
  type Followed,
  type FollowedCommand,
  type Follower,
  type Place,
  withWritten,
  type Start,
} from './followed.js';
import type { CommandContext } from './origin.js';
import { followScript, followScripts, keptScript, scriptIn, type ScriptStart } from './scripts.js';
import { followShell } from './shell-scripts.js';
import { simpleCommands, type SimpleCommand, type Word } from './shell.js';
import { isInstalled, startAt, startOf } from './starts.js';
import { afterAssignments, afterEnv, afterWords, assignmentsIn, folderFrom, isLed, without } from './words.js';

/**
 * Follows a command to the programs that it starts: through runners, scripts of manifests and of the shell, and changes
 * of folder. Nothing is run.
 *
 * @param line one command line, as in a Procfile
 * @param evidence where it is written
 * @param options the folder that it runs in, and whether it runs as it is written, with all the runners in it
 */
export const follow = (
  context: CommandContext,
  line: string,
  evidence: Evidence,
  { folder = '', isFixed = false }: { readonly folder?: string; readonly isFixed?: boolean } = {},
): Followed =>
  followLine(context, line, {
    ...{ folder, environment: {}, evidence, depth: 0, ...atTheFront, isFixed },
    budget: { left: mostCommands },
  });

const atTheFront = { isFixed: false, isFirst: true, isFollowed: false } as const;

function followLine(context: CommandContext, line: string, place: Place): Followed {
  const commands = simpleCommands(line);
  if (!commands) return { ...nothing, command: line, opaque: [place.evidence] };
  let { folder, environment } = place;
  let command = '';
  let written: number | undefined = 0;
  const parts: Followed[] = [];
  let { isFirst } = place;
  for (const each of commands) {
    const isFollowed = each.joined === '' ? place.isFollowed : ['&&', ';'].includes(each.joined);
    const at = { ...place, folder, environment, isFirst, isFollowed };
    const work = workOf(context, each, at);
    if (work) {
      parts.push({ ...nothing, command: '', builds: work.command === '' ? [] : [work.command] });
      written = undefined;
      continue;
    }
    isFirst = false;
    const found = withWritten(followCommand(context, line, each, at), each, at, true);
    folder = found.folder ?? folder;
    environment = { ...environment, ...found.exported };
    command += line.slice(written ?? each.start, each.start) + found.command;
    written = each.end;
    parts.push(found);
    if (parts.flatMap(({ starts }) => starts).length > most) return { ...joined(parts), command: line };
  }
  return { ...joined(parts), command: written === undefined ? '' : command + line.slice(written) };
}

/** What a command does that belongs to the build, if it is at the front of a process and can be cut off. */
function workOf(
  context: CommandContext,
  { words, assigned }: SimpleCommand,
  { isFirst, isFollowed, isFixed, folder }: Place,
): BuildWork | undefined {
  if (!isFirst || !isFollowed || isFixed || folder !== '') return undefined;
  const runner = context.rules.runners.find((each) => isLed(words, each));
  const after = (runner ? afterWords(words, runner) : words).map(({ text }) => text);
  const work = programWork(context.rules, after, assigned);
  // A program that isn't among the dependencies can't build either.
  const isThere = isInstalled(context, after[0] ?? '') || context.rules.runtime.includes(after[0] ?? '');
  if (work) return work.command === '' || isThere ? work : undefined;
  const script = scriptIn(context, words);
  return script?.folder === '' || script?.isMember ? scriptWork(context.rules, script, assigned) : undefined;
}

/** Words that stand before a program and change nothing about it. */
const transparent = new Set(['exec', 'nohup', 'time', 'command', 'builtin', 'setsid']);

/** Programs of the shell that start nothing. */
const silent = new Set(['set', 'true', ':', 'wait', 'trap', 'umask', 'ulimit', 'unset', 'shift', 'readonly', 'exit']);

function followCommand(
  context: CommandContext,
  line: string,
  { words: all, assigned, start, end }: SimpleCommand,
  place: Place,
): FollowedCommand {
  place.budget.left -= 1;
  const text = line.slice(start, end);
  const unchanged = { ...nothing, command: text };
  let words = all;
  let environment = { ...place.environment, ...assigned };
  /** What is cut out of the text: indexes in the line. */
  const cuts: [number, number][] = [];
  const wrapped: Start[] = [];
  for (;;) {
    const [first, ...rest] = words;
    if (first === undefined) return { ...unchanged, exported: assigned, starts: wrapped };
    const at = { ...place, environment };
    if (transparent.has(first.text)) words = rest;
    else if (first.text === 'env') {
      const set = afterEnv(rest);
      environment = { ...environment, ...set.assigned };
      words = set.words;
    } else if (first.text === 'cd') return { ...unchanged, ...changed(context, rest, place) };
    else if (first.text === 'export') return { ...unchanged, exported: assignmentsIn(rest) };
    else if (silent.has(first.text)) return unchanged;
    else {
      const runner = context.rules.runners.find((each) => isLed(words, each));
      const wrapper = context.rules.wrappers.find((each) => isLed(words, each));
      const script = scriptIn(context, words);
      if (runner) {
        const after = afterWords(words, runner);
        const next = after[0];
        if (next === undefined) return startOf(context, words, at, unchanged, wrapped);
        if (place.isFixed) wrapped.push(startAt(context, words.slice(0, words.length - after.length), at));
        else cuts.push([first.start, next.start]);
        words = after;
      } else if (wrapper) {
        const after = afterWords(words, wrapper);
        wrapped.push(startAt(context, words.slice(0, words.length - after.length), at));
        const set = wrapper.assigns ? afterAssignments(after) : { assigned: {}, words: after };
        environment = { ...environment, ...set.assigned };
        words = set.words;
      } else if (script) {
        const outcome = followScript(context, script, at, follower);
        const before = without(line, start, first.start, cuts);
        // What is set for a command counts for all that its script does.
        if (before !== '' && outcome && (simpleCommands(outcome.command)?.length ?? 2) > 1)
          return keptScript(
            context,
            script,
            at,
            {
              ...unchanged,
              starts: [...wrapped, startAt(context, words, at)],
            },
            follower,
          );
        const program = outcome ? undefined : programAfter(context, words, script);
        if (program) {
          cuts.push([first.start, program[0]?.start ?? first.end]);
          words = program;
          continue;
        }
        if (!outcome) return startOf(context, words, at, unchanged, wrapped);
        const runner = place.isFixed ? [startAt(context, words, at)] : [];
        return { ...outcome, command: before + outcome.command, starts: [...wrapped, ...runner, ...outcome.starts] };
      } else {
        const outcome =
          followShell(context, words, at, follower) ??
          followScripts(context, words, at, follower) ??
          startOf(context, words, at, unchanged, []);
        return { ...outcome, command: without(line, start, end, cuts), starts: [...wrapped, ...outcome.starts] };
      }
    }
  }
}

/** The program that words start which could also start a script; undefined if it isn't there. */
function programAfter(context: CommandContext, words: readonly Word[], { how, folder }: ScriptStart) {
  const after = afterWords(words, { words: how.words });
  const next = after[0]?.text ?? '';
  const isThere = context.rules.runtime.includes(next) || isInstalled(context, next);
  return how.programs === true && folder === '' && isThere ? after : undefined;
}

/** A change of folder. */
function changed(context: CommandContext, [to]: readonly Word[], place: Place): Partial<FollowedCommand> {
  if (to === undefined) return {};
  const folder = folderFrom(place.folder, to.text);
  const isThere = folder !== undefined && (folder === '' || context.tree.hasFolder(folder));
  return isThere ? { folder } : { lost: [{ folder: to.text, evidence: place.evidence }] };
}

const follower: Follower = { line: followLine, command: followCommand };
