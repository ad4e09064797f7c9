import { isLedBy } from './building.js';
import type { Followed, Place, Start } from './followed.js';
import { originOf, type CommandContext } from './origin.js';
import type { Word } from './shell.js';
import { folderFrom } from './words.js';

export function startAt(
  context: CommandContext,
  words: readonly Word[],
  { folder, environment, evidence }: Place,
): Start {
  const [program = '', ...args] = words.map(({ text }) => text);
  const found = originOf(context, program, folder);
  const next = args[0] === undefined ? 'absent' : originOf(context, args[0], folder).is;
  const isWrapper = /^\w/.test(args[0] ?? '') && ['image', 'dependency', 'added', 'built'].includes(next);
  const origin = found.is === 'absent' && isWrapper ? { ...found, isWrapper } : found;
  const name = nameOf(context, program);
  return { program, name, args, folder: folderOf(context, [program, ...args], folder), environment, evidence, origin };
}

/** The name of a program: "python" for "/usr/bin/python3.13" if the image has that. */
function nameOf({ rules: { runtime }, version }: CommandContext, program: string): string {
  const name = program.slice(program.lastIndexOf('/') + 1);
  const known = runtime.find((each) => each.includes('{version}') && each.replace('{version}', version) === name);
  return known?.replace('{version}', '') ?? name;
}

/** The folder of what a program serves: a flag may name it. */
function folderOf({ rules: { servers }, tree }: CommandContext, words: readonly string[], folder: string): string {
  const [, server] = Object.entries(servers).find(([leading]) => isLedBy(words, leading)) ?? [];
  for (const flag of server?.folder ?? []) {
    const at = words.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
    const [word = '', next = ''] = at === -1 ? [] : words.slice(at);
    const named = word.length > flag.length ? word.slice(flag.length + 1) : next;
    const found = named === '' ? undefined : folderFrom(folder, named);
    if (found !== undefined && tree.hasFolder(found)) return found;
  }
  return folder;
}

export const startOf = (
  context: CommandContext,
  words: readonly Word[],
  place: Place,
  unchanged: Followed,
  before: readonly Start[],
): Followed => ({ ...unchanged, starts: [...before, startAt(context, words, place)] });

export const isInstalled = (context: CommandContext, program: string): boolean =>
  ['dependency', 'development'].includes(originOf(context, program, '').is);
