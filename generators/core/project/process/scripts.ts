import { posix } from 'node:path';
import picomatch from 'picomatch';
import type { ScriptWords } from '../../model/commands.js';
import { keyFinder } from '../evidence.js';
import { dataOf, recordOf, valuesAt } from '../values.js';
import { deepest, inside, joined, nothing, type Followed, type Follower, type Place } from './followed.js';
import type { CommandContext } from './origin.js';
import type { Word } from './shell.js';
import { startAt } from './starts.js';
import { flagsApart, folderFrom, isLed } from './words.js';

export interface ScriptStart {
  readonly how: ScriptWords;
  readonly name: string;
  /** The folder of the manifest, from where the command runs. */
  readonly folder: string;
  /** Whether that is the folder of a package of the workspace. */
  readonly isMember: boolean;
  /** What the script is given. */
  readonly args: readonly string[];
}

/** A script of a manifest that words start. */
export function scriptIn(context: CommandContext, words: readonly Word[]): ScriptStart | undefined {
  for (const how of context.rules.scripts?.started ?? []) {
    const { folder: folders = [], member: members = [] } = how;
    const leading = how.words.split(' ');
    const { plain, named, after } = flagsApart(words, leading.length, [...folders, ...members.filter(Boolean)]);
    if (!leading.every((word, index) => plain[index] === word)) continue;
    const rest = plain.slice(leading.length);
    const member = members.includes('') ? rest.shift() : members.includes(named?.flag ?? '') ? named?.value : undefined;
    const folder = member === undefined ? (named?.value ?? '') : memberNamed(context, member);
    const name = how.script ?? rest.shift();
    if (name === undefined || folder === undefined) continue;
    return { how, name, folder, isMember: member !== undefined, args: [...rest, ...after] };
  }
  return undefined;
}

/** How many manifests are looked at for a name. */
const most = 500;

/** The folder of a package of the workspace; undefined if there is none of that name. */
function memberNamed({ tree, rules: { scripts } }: CommandContext, member: string): string | undefined {
  const file = scripts?.file ?? '';
  const folder = folderFrom('', member);
  if (folder !== undefined && tree.exists(posix.join(folder, file))) return folder;
  const manifests = tree.files.filter((path) => posix.basename(path) === file).slice(0, most);
  const found = manifests.find((path) => recordOf(dataOf(tree, path)).name === member);
  return found === undefined ? undefined : posix.dirname(found).replace(/^\.$/, '');
}

/** What a script of a manifest does, with those that run before and after it. */
export function followScript(
  context: CommandContext,
  script: ScriptStart,
  place: Place,
  follower: Follower,
): Followed | undefined {
  const { scripts } = context.rules;
  const folder = folderFrom(place.folder, script.folder === '' ? '.' : script.folder);
  if (!scripts || folder === undefined || place.depth >= deepest || place.budget.left < 0) return undefined;
  const path = posix.join(folder, scripts.file);
  const [found] = valuesAt(dataOf(context.tree, path), scripts.at);
  const all = recordOf(found?.value);
  const find = keyFinder(context.tree, path, context.tree.text(path) ?? '');
  const [before, after] = script.how.around ?? ['', ''];
  const names = script.how.around ? [`${before}${script.name}`, script.name, `${after}${script.name}`] : [script.name];
  if (typeof all[script.name] !== 'string') return undefined;
  const lines = names.filter((name) => typeof all[name] === 'string' && all[name].trim() !== '');
  let { isFirst } = place;
  const parts = lines.map((name, index) => {
    const line = all[name] as string;
    const given = name === script.name ? script.args.map((each) => ` ${each}`).join('') : '';
    const isFollowed = index < lines.length - 1 || place.isFollowed;
    const at = { ...place, folder, evidence: find(name, line), depth: place.depth + 1, isFirst, isFollowed };
    const part = follower.line(context, `${line}${given}`, at);
    isFirst = isFirst && part.command === '';
    return part;
  });
  const command = parts.flatMap((part) => (part.command === '' ? [] : [part.command])).join(' && ');
  return { ...joined(parts), command: folder === place.folder ? command : `cd ${folder} && ${command}` };
}

/** A command that starts several scripts: its program has to be there, and so does what they start. */
export function followScripts(
  context: CommandContext,
  words: readonly Word[],
  place: Place,
  follower: Follower,
): Omit<Followed, 'command'> | undefined {
  const { scripts } = context.rules;
  const how = scripts?.several?.find((each) => isLed(words, each));
  if (!scripts || !how) return undefined;
  const [found] = valuesAt(dataOf(context.tree, posix.join(place.folder, scripts.file)), scripts.at);
  const all = Object.keys(recordOf(found?.value));
  const given = words.slice(how.words.split(' ').length).filter(({ text }) => !text.startsWith('-'));
  const names = given.flatMap(({ text }) => {
    const meant = picomatch(text.replaceAll(':', '/'));
    return all.filter((name) => meant(name.replaceAll(':', '/')));
  });
  const parts = [...new Set(names)].flatMap((name) => {
    const how = { words: '', around: ['pre', 'post'] as const };
    const script = { how, name, folder: '', isMember: false, args: [] };
    return followScript(context, script, { ...place, ...inside }, follower) ?? [];
  });
  return joined([{ ...nothing, starts: [startAt(context, words, place)] }, ...parts]);
}

/** A command that starts a script, as it is: its runner has to be there, and the script stays whole. */
export function keptScript(
  context: CommandContext,
  script: ScriptStart,
  place: Place,
  runner: Followed,
  follower: Follower,
): Followed {
  const outcome = followScript(context, script, { ...place, ...inside }, follower);
  return outcome ? { ...joined([runner, outcome]), command: runner.command } : runner;
}
