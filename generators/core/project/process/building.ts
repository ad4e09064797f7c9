import picomatch from 'picomatch';
import type { BuildingCommands, CommandRules } from '../../model/commands.js';

/** A word that means itself in any shell. */
const plain = /^[\w@%+=:,./-]+$/;

/** An assignment of such a word. */
const assignment = /^[A-Za-z_]\w*=[\w@%+=:,./-]*$/;

/** Far longer than any build command. */
const longest = 400;

/** Whether words begin like leading ones, which are separated by blanks. */
export const isLedBy = (words: readonly string[], leading: string): boolean =>
  leading.split(' ').every((word, index) => words[index] === word);

/** What a process does that belongs to the build, as the build runs it. */
export interface BuildWork {
  /** Empty if Nix has done it anyway. */
  readonly command: string;
}

/** The command that builds what a script builds; undefined if the script's name doesn't say that it builds. */
export function scriptWork(
  { building }: CommandRules,
  { name, folder, args }: { readonly name: string; readonly folder: string; readonly args: readonly string[] },
  assigned: Readonly<Record<string, string>>,
): BuildWork | undefined {
  if (building?.script === undefined || !plain.test(name) || !picomatch.isMatch(name, [...building.scripts]))
    return undefined;
  const member = folder === '' ? [] : [`${building.member ?? ''}${folder}`];
  return plainWork(assigned, [building.script, name, ...member, ...(args.length > 0 ? ['--', ...args] : [])]);
}

/** The command that builds what a program builds; undefined if it isn't known to build. */
export function programWork(
  { building, done }: CommandRules,
  words: readonly string[],
  assigned: Readonly<Record<string, string>>,
): BuildWork | undefined {
  const isDone = done.some((each) => isLedBy(words, each.words) && isWhole(words, each));
  if (isDone) return { command: '' };
  if (!building || !isBuilding(building, words)) return undefined;
  return plainWork(assigned, [...wordsOf(building.program), ...words]);
}

/** Whether a program, by its leading words, is known to build. */
export const isBuilding = ({ programs }: BuildingCommands, words: readonly string[]): boolean =>
  programs.some((each) => isLedBy(words, each));

const wordsOf = (leading: string | undefined): string[] => leading?.split(' ') ?? [];

/** Whether a command only does what Nix has done: it names nothing more. */
const isWhole = (words: readonly string[], { words: leading, more }: CommandRules['done'][number]): boolean =>
  more === true || words.slice(leading.split(' ').length).every((word) => word.startsWith('-'));

function plainWork(assigned: Readonly<Record<string, string>>, words: readonly string[]): BuildWork | undefined {
  const command = [...Object.entries(assigned).map(([name, value]) => `${name}=${value}`), ...words].join(' ');
  return isPlain(command) ? { command } : undefined;
}

/**
 * Whether the build may run a command: plain words, with no syntax of a shell. It comes from a person, from a
 * repository, or from a record of ours in one.
 */
export function isPlain(command: string): boolean {
  if (command.length > longest) return false;
  const words = command.split(' ');
  return words.every((word) => plain.test(word)) && !words.every((word) => assignment.test(word));
}
