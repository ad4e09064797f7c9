import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { UserError } from '../model/errors.js';
import { shellWord } from '../model/shell.js';
import type { Program } from '../terminal/program.js';
import { defaultCommand } from './declared.js';

/** What the first word of a command line means. */
export type Meaning =
  | { readonly kind: 'command'; readonly name: string; readonly argv: readonly string[] }
  | { readonly kind: 'help'; readonly name: string }
  | { readonly kind: 'version' };

/** Other words for a command. */
const synonyms: Readonly<Partial<Record<string, string>>> = { list: 'browse', ls: 'browse', templates: 'browse' };

/** The command that a word starts, or the word itself. */
export const commandNamed = (word: string): string => (Object.hasOwn(synonyms, word) ? (synonyms[word] ?? word) : word);

/** Words that look like commands but aren't: commands of other tools and of future versions. */
const reserved: Readonly<Partial<Record<string, string>>> = {
  new: defaultCommand,
  init: defaultCommand,
  add: 'addon',
  upgrade: 'update',
  doctor: undefined,
  deploy: undefined,
  export: undefined,
};

/** How many letters may differ from a command for a word to count as a typo. */
const near = 2;

/**
 * Returns what a command line asks for. The first word is a command, or the directory for the default command.
 *
 * @param words the words after the program's name
 * @param commands every command
 * @throws UserError for a word that was probably meant to be a command
 */
export function meaningOf(words: readonly string[], commands: readonly string[], program: Program): Meaning {
  const [first = '', ...rest] = words;
  const flags = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  const asksForHelp = flags.includes('--help') || flags.includes('-h');
  const name = commandNamed(first);
  if (first === 'help') return { kind: 'help', name: helpTopic(rest, commands, program) };
  if (first === 'version' || (flags.includes('--version') && !asksForHelp)) return { kind: 'version' };
  if (commands.includes(name)) return asksForHelp ? { kind: 'help', name } : { kind: 'command', name, argv: rest };
  if (asksForHelp) return { kind: 'help', name: defaultCommand };
  if (isWord(first) && !existsSync(resolve(first))) checkMeant(first, rest, commands, program);
  return { kind: 'command', name: defaultCommand, argv: words };
}

/** Whether something is neither a flag nor a path. */
const isWord = (text: string): boolean => /^[a-z][a-z-]*$/i.test(text);

function helpTopic([topic = defaultCommand]: readonly string[], commands: readonly string[], program: Program): string {
  const name = commandNamed(topic);
  if (commands.includes(name)) return name;
  throw noSuchCommand(topic, nearestOf(topic, commands), commands, (meant) => `${program} help ${meant}`, program);
}

function checkMeant(word: string, rest: readonly string[], commands: readonly string[], program: Program): void {
  const meant = Object.hasOwn(reserved, word) ? (reserved[word] ?? '') : nearestOf(word, [...commands, ...known]);
  if (meant === undefined) return;
  const isCommand = commands.includes(meant) || known.includes(meant);
  const again = (name: string): string => [program, name, ...rest.map(shellWord)].join(' ');
  throw noSuchCommand(word, isCommand ? meant : undefined, commands, again, program);
}

/** Words understood besides the commands. */
const known = ['help', 'version', 'list'];

/** A command, or a word that looks like one, that is only a few letters away. */
function nearestOf(word: string, all: readonly string[]): string | undefined {
  const candidates = [...all, ...Object.keys(reserved).filter((each) => each.length > 4)];
  const [best] = candidates
    .map((each) => ({ each, letters: distance(word.toLowerCase(), each) }))
    .filter(({ letters }) => letters <= Math.min(near, word.length - 2))
    .sort((a, b) => a.letters - b.letters);
  return best?.each;
}

const noSuchCommand = (
  word: string,
  meant: string | undefined,
  commands: readonly string[],
  again: (name: string) => string,
  program: Program,
): UserError =>
  new UserError({
    headline: `There is no command ${word}`,
    detail: [
      ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
      `Commands: ${commands.join(', ')}. For a directory with this name, type ./${word}`,
    ].join('\n'),
    fix: meant === undefined ? `${program} --help` : again(meant),
  });
