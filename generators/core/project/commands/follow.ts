import { posix } from 'node:path';
import type { LeadingWords, ScriptWords } from '../../model/commands.js';
import type { Evidence } from '../../model/detection.js';
import { evidenceOf, keyFinder } from '../evidence.js';
import { lineAt, lineStarts } from '../lines.js';
import { dataOf, recordOf, valuesAt } from '../values.js';
import { originOf, type CommandContext, type Origin } from './origin.js';
import { simpleCommands, type SimpleCommand, type Word } from './shell.js';

/** A program that a process starts on its way. */
export interface Start {
  /** As it is written. */
  readonly program: string;
  /** What it is given, without quotes; variables stay as they are. */
  readonly args: readonly string[];
  /** The folder that it runs in, below the root; "" is the root. */
  readonly folder: string;
  /** Variables that the command sets for it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly origin: Origin;
  readonly evidence: Evidence;
}

/** What a command does. */
export interface Followed {
  /** The command as the image can run it: without runners whose work Nix has done. */
  readonly command: string;
  /** Every program that it starts, in order: the last one is the process itself. */
  readonly starts: readonly Start[];
  /** Commands and scripts that can't be followed. */
  readonly opaque: readonly Evidence[];
  /** Folders that it changes into, but that aren't there. */
  readonly lost: readonly { readonly folder: string; readonly evidence: Evidence }[];
}

/** Where a command is read. */
interface Place {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly evidence: Evidence;
  /** How many scripts led here. */
  readonly depth: number;
  /** Whether it is in a file of the project: what is written there stays as it is. */
  readonly isFixed: boolean;
}

/** How far scripts that start each other are followed; enough for any that ends. */
const deepest = 12;

/** How many programs of one process are looked at. */
const most = 200;

const nothing: Omit<Followed, 'command'> = { starts: [], opaque: [], lost: [] };

/**
 * Follows a command to the programs that it starts: through runners, scripts of manifests and of the shell, and changes
 * of folder. Nothing is run.
 *
 * @param line one command line, as in a Procfile
 * @param evidence where it is written
 * @param isFixed whether it runs as it is written, with all the runners in it
 */
export const follow = (
  context: CommandContext,
  line: string,
  evidence: Evidence,
  { folder = '', isFixed = false }: { readonly folder?: string; readonly isFixed?: boolean } = {},
): Followed => followLine(context, line, { folder, environment: {}, evidence, depth: 0, isFixed });

function followLine(context: CommandContext, line: string, place: Place): Followed {
  const commands = simpleCommands(line);
  if (!commands) return { ...nothing, command: line, opaque: [place.evidence] };
  let { folder, environment } = place;
  let command = '';
  let written = 0;
  const parts: Followed[] = [];
  for (const each of commands) {
    const found = followCommand(context, line, each, { ...place, folder, environment });
    folder = found.folder ?? folder;
    environment = { ...environment, ...found.exported };
    command += line.slice(written, each.start) + found.command;
    written = each.end;
    parts.push(found);
    if (parts.flatMap(({ starts }) => starts).length > most) return { ...joined(parts), command: line };
  }
  return { ...joined(parts), command: command + line.slice(written) };
}

const joined = (parts: readonly Omit<Followed, 'command'>[]): Omit<Followed, 'command'> => ({
  starts: parts.flatMap(({ starts }) => starts),
  opaque: parts.flatMap(({ opaque }) => opaque),
  lost: parts.flatMap(({ lost }) => lost),
});

/** What one command does, and what it changes for those after it. */
interface FollowedCommand extends Followed {
  readonly folder?: string;
  readonly exported?: Readonly<Record<string, string>>;
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
        const outcome = followScript(context, script, at);
        if (!outcome) return startOf(context, words, at, unchanged, wrapped);
        const runner = place.isFixed ? [startAt(context, words.slice(0, 1), at)] : [];
        return { ...outcome, starts: [...wrapped, ...runner, ...outcome.starts] };
      } else {
        const outcome = followShell(context, words, at) ?? startOf(context, words, at, unchanged, []);
        return { ...outcome, command: without(line, start, end, cuts), starts: [...wrapped, ...outcome.starts] };
      }
    }
  }
}

/** A part of a line without what is cut out of it. */
function without(line: string, start: number, end: number, cuts: readonly [number, number][]): string {
  let text = '';
  let at = start;
  for (const [from, to] of cuts) {
    text += line.slice(at, from);
    at = to;
  }
  return text + line.slice(at, end);
}

function startAt(context: CommandContext, words: readonly Word[], { folder, environment, evidence }: Place): Start {
  const [program = '', ...args] = words.map(({ text }) => text);
  return { program, args, folder, environment, evidence, origin: originOf(context, program, folder) };
}

const startOf = (
  context: CommandContext,
  words: readonly Word[],
  place: Place,
  unchanged: Followed,
  before: readonly Start[],
): Followed => ({ ...unchanged, starts: [...before, startAt(context, words, place)] });

/** Whether words begin like that; flags may come after the last of them. */
function isLed(words: readonly Word[], { words: leading }: LeadingWords): boolean {
  return leading.split(' ').every((word, index) => words[index]?.text === word);
}

/** What is left after leading words and their flags. */
function afterWords(words: readonly Word[], { words: leading, valued = [] }: LeadingWords): readonly Word[] {
  let at = leading.split(' ').length;
  for (let word = words[at]; word?.text.startsWith('-'); word = words[at]) {
    at += valued.includes(word.text) ? 2 : 1;
    if (word.text === '--') break;
  }
  return words.slice(at);
}

interface Assigned {
  readonly assigned: Readonly<Record<string, string>>;
  readonly words: readonly Word[];
}

function afterAssignments(words: readonly Word[]): Assigned {
  const from = words.findIndex(({ text }) => !/^[A-Za-z_]\w*=/.test(text));
  const count = from === -1 ? words.length : from;
  return { assigned: assignmentsIn(words.slice(0, count)), words: words.slice(count) };
}

function afterEnv(words: readonly Word[]): Assigned {
  let at = 0;
  for (let word = words[at]; word?.text.startsWith('-'); word = words[at])
    at += ['-u', '-C', '--unset', '--chdir'].includes(word.text) ? 2 : 1;
  return afterAssignments(words.slice(at));
}

const assignmentsIn = (words: readonly Word[]): Record<string, string> =>
  Object.fromEntries(
    words.flatMap(({ text }) => {
      const cut = text.indexOf('=');
      return cut === -1 ? [] : [[text.slice(0, cut), text.slice(cut + 1)]];
    }),
  );

/** A change of folder. */
function changed(context: CommandContext, [to]: readonly Word[], place: Place): Partial<FollowedCommand> {
  if (to === undefined) return {};
  const folder = folderFrom(place.folder, to.text);
  const isThere = folder !== undefined && (folder === '' || context.tree.hasFolder(folder));
  return isThere ? { folder } : { lost: [{ folder: to.text, evidence: place.evidence }] };
}

/** A folder below the root; undefined if it is outside, or not known. */
function folderFrom(folder: string, to: string): string | undefined {
  if (to.startsWith('/') || to.includes('$') || to.startsWith('~')) return undefined;
  const joined = posix.normalize(posix.join(folder, to)).replace(/\/$/, '');
  return joined === '.' ? '' : joined === '..' || joined.startsWith('../') ? undefined : joined;
}

interface ScriptStart {
  readonly how: ScriptWords;
  readonly name: string;
  /** The folder of the manifest, from where the command runs. */
  readonly folder: string;
  /** What the script is given. */
  readonly args: readonly string[];
}

/** A script of a manifest that words start. */
function scriptIn({ rules: { scripts } }: CommandContext, words: readonly Word[]): ScriptStart | undefined {
  for (const how of scripts?.started ?? []) {
    const leading = how.words.split(' ');
    const found = flagsApart(words, leading.length, how.folder ?? []);
    if (!leading.every((word, index) => found.plain[index] === word)) continue;
    const name = how.script ?? found.plain[leading.length];
    if (name === undefined) continue;
    const args = [...found.plain.slice(leading.length + (how.script === undefined ? 1 : 0)), ...found.after];
    return { how, name, folder: found.folder, args };
  }
  return undefined;
}

/** Words without flags, the folder that a flag names, and what follows `--`. */
function flagsApart(words: readonly Word[], leading: number, folders: readonly string[]) {
  const plain: string[] = [];
  let folder = '';
  for (let at = 0; at < words.length; at += 1) {
    const text = words[at]?.text ?? '';
    const [flag = '', value] = text.split('=', 2);
    if (text === '--') return { plain, folder, after: words.slice(at + 1).map((word) => word.text) };
    if (folders.includes(flag)) {
      folder = value ?? words[at + 1]?.text ?? '';
      at += value === undefined ? 1 : 0;
    } else if (plain.length > leading || !text.startsWith('-')) plain.push(text);
  }
  return { plain, folder, after: [] };
}

/** What a script of a manifest does, with those that run before and after it. */
function followScript(context: CommandContext, script: ScriptStart, place: Place): Followed | undefined {
  const { scripts } = context.rules;
  const folder = folderFrom(place.folder, script.folder === '' ? '.' : script.folder);
  if (!scripts || folder === undefined || place.depth >= deepest) return undefined;
  const path = posix.join(folder, scripts.file);
  const [found] = valuesAt(dataOf(context.tree, path), scripts.at);
  const all = recordOf(found?.value);
  const find = keyFinder(context.tree, path, context.tree.text(path) ?? '');
  const [before, after] = script.how.around ?? ['', ''];
  const names = script.how.around ? [`${before}${script.name}`, script.name, `${after}${script.name}`] : [script.name];
  if (typeof all[script.name] !== 'string') return undefined;
  const parts = names.flatMap((name) => {
    const line = all[name];
    if (typeof line !== 'string' || line.trim() === '') return [];
    const given = name === script.name ? script.args.map((each) => ` ${each}`).join('') : '';
    const at = { ...place, folder, evidence: find(name, line), depth: place.depth + 1 };
    return [followLine(context, `${line}${given}`, at)];
  });
  const command = parts.map((part) => part.command).join(' && ');
  return { ...joined(parts), command: folder === place.folder ? command : `cd ${folder} && ${command}` };
}

/** What a script of the shell does: `sh -c '...'`, `sh start.sh`, `./start.sh`. */
function followShell(context: CommandContext, words: readonly Word[], place: Place): Followed | undefined {
  const [first, ...rest] = words.map(({ text }) => text);
  const isShell = /^(?:\/bin\/|\/usr\/bin\/)?(?:ba|da)?sh$/.test(first ?? '');
  const inline = isShell ? rest.findIndex((text) => /^-[a-z]*c$/.test(text)) : -1;
  const line = inline === -1 ? undefined : rest[inline + 1];
  if (line !== undefined) return followLine(context, line, { ...place, depth: place.depth + 1, isFixed: true });
  const named = isShell ? rest.find((text) => !text.startsWith('-')) : first;
  const isPath = isShell || named?.includes('/') === true;
  const path = named === undefined || !isPath ? undefined : folderFrom(place.folder, named);
  if (path === undefined || place.depth >= deepest || !context.tree.exists(path)) return undefined;
  const text = context.tree.text(path) ?? '';
  if (!isShell && !/^#!.*\b(?:ba|da)?sh\b/.test(text)) return undefined;
  return followFile(context, path, text, place);
}

/** The commands of a script of the shell, in branches and loops too. */
function followFile(context: CommandContext, path: string, text: string, place: Place): Followed {
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
    const at = { folder, environment, evidence: evidenceAt(each.start), depth: place.depth + 1, isFixed: true };
    const found = followCommand(context, text, each, at);
    folder = found.folder ?? folder;
    environment = { ...environment, ...found.exported };
    parts.push(found);
  }
  return { ...joined(parts), command: '' };
}
