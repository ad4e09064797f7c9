import { posix } from 'node:path';
import type { CommandRules } from '../../model/commands.js';
import type { RuleContext } from '../rules.js';
import { isInEveryImage } from './image-programs.js';
import { dataOf, recordOf, valuesAt } from '../values.js';

/** What a command is read against: a project, and how commands of its kind are read. */
export interface CommandContext extends RuleContext {
  readonly rules: CommandRules;
  /** The language's version that the app gets, such as "3.13". */
  readonly version: string;
  /** Names of the programs that the build makes. */
  readonly built: readonly string[];
  /** Whether a package of that name can be added to the dependencies, for the program that it brings. */
  readonly canAdd: (name: string) => boolean;
}

/** Where a program of a process comes from. */
export type Origin =
  /** The shell, its tools, or the language itself. */
  | { readonly is: 'image' }
  | { readonly is: 'dependency'; readonly name: string }
  /** Not declared, but added to what the image has. */
  | { readonly is: 'added'; readonly name: string }
  /** Made by the build of the project. */
  | { readonly is: 'built'; readonly path: string }
  /** A file of the repository. */
  | { readonly is: 'file'; readonly path: string }
  | { readonly is: 'development'; readonly name: string }
  | { readonly is: 'declared'; readonly path: string; readonly line: string }
  /** In a folder that only buildpacks have. */
  | { readonly is: 'elsewhere' }
  /** Nowhere; it may stand before a program that is there. */
  | { readonly is: 'absent'; readonly isWrapper?: boolean };

/**
 * Finds where a program comes from.
 *
 * @param program the first word of a command, as it is written
 * @param folder the folder that the command runs in, below the project's root; "" is the root
 */
export function originOf(context: CommandContext, program: string, folder: string): Origin {
  if (program.startsWith('/')) return ofAbsolute(program);
  if (program.includes('/')) return ofPath(context, program, folder);
  if (context.built.includes(program)) return { is: 'built', path: program };
  return ofName(context, program);
}

const ofAbsolute = (program: string): Origin => {
  const [, folder = '', name = ''] = /^(.*)\/([^/]+)$/.exec(program) ?? [];
  return ['/bin', '/usr/bin'].includes(folder) && isInEveryImage(name) ? { is: 'image' } : { is: 'elsewhere' };
};

function ofPath(context: CommandContext, program: string, folder: string): Origin {
  const path = posix.join(folder, program);
  const [, name = ''] = /(?:^|\/)node_modules\/\.bin\/([^/]+)$/.exec(path) ?? [];
  if (name !== '') return ofName(context, name);
  const [, built = ''] = /^bin\/([^/]+)$/.exec(path) ?? [];
  if (context.built.includes(built)) return { is: 'built', path };
  return context.tree.exists(path) ? { is: 'file', path } : { is: 'absent' };
}

function ofName(context: CommandContext, name: string): Origin {
  const { rules, version, dependencies } = context;
  const isRuntime = rules.runtime.some((each) => each.replace('{version}', version) === name);
  if (isRuntime || isInEveryImage(name)) return { is: 'image' };
  const locked = lockedPrograms(context).get(name);
  if (locked && !locked.development) return { is: 'dependency', name: locked.name };
  const bringing = dependencies.filter((each) => brings(rules, each.name).includes(name));
  const production = bringing.find(({ development }) => !development);
  // A lock file knows better than names do.
  if (production && !locked) return { is: 'dependency', name: production.name };
  if (context.canAdd(name)) return { is: 'added', name };
  const development = locked?.name ?? bringing[0]?.name;
  if (development !== undefined) return { is: 'development', name: development };
  return ofDeclared(context, name) ?? { is: 'absent' };
}

/** The programs of a dependency: those that the rules list, or one that has its name. */
const brings = ({ brings: table }: CommandRules, dependency: string): readonly string[] =>
  table[dependency.toLowerCase()] ?? [dependency.toLowerCase()];

function ofDeclared({ rules: { own }, tree }: CommandContext, name: string): Origin | undefined {
  if (own === undefined) return undefined;
  const all = own.at.flatMap((at) => valuesAt(dataOf(tree, own.file), at));
  const [found] = all.flatMap(({ value }) => {
    const target = recordOf(value)[name];
    return typeof target === 'string' ? [target] : [];
  });
  return found === undefined ? undefined : { is: 'declared', path: own.file, line: found };
}

interface LockedProgram {
  readonly name: string;
  readonly development: boolean;
}

const known = new WeakMap<object, ReadonlyMap<string, LockedProgram>>();

/** The programs of each package in the lock file; those of production packages win. */
function lockedPrograms({ rules: { locked }, tree }: CommandContext): ReadonlyMap<string, LockedProgram> {
  const before = known.get(tree);
  if (before) return before;
  const programs = new Map<string, LockedProgram>();
  known.set(tree, programs);
  if (locked === undefined) return programs;
  const path = [locked.file].flat().find((each) => tree.exists(each));
  const [packages] = path === undefined ? [] : valuesAt(dataOf(tree, path), locked.at);
  for (const [key, entry] of Object.entries(recordOf(packages?.value))) {
    // Only the programs of packages at the top are in the folder that PATH has.
    if (key.lastIndexOf(locked.after) !== 0) continue;
    const name = key.slice(locked.after.length);
    const record = recordOf(entry);
    const own = record[locked.programs];
    const names = typeof own === 'string' ? [name.slice(name.lastIndexOf('/') + 1)] : Object.keys(recordOf(own));
    for (const each of names) programs.set(each, { name, development: record[locked.development] === true });
  }
  return programs;
}
