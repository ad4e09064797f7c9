import type { Catalog } from '../../model/catalog.js';
import {
  answerFlags,
  isCatalogList,
  optionNames,
  ownFlags,
  shorthands,
  valueFlags,
  type CommandSpec,
  type FlagSpec,
  type ValueSource,
} from '../../terminal/command-spec.js';
import type { CommandSpecs } from '../declared.js';
import { readBefore, type Before } from './before.js';

/** Something that a word can be completed to. */
export interface Candidate {
  readonly value: string;
  /** A few words, for shells that show them. */
  readonly about: string;
}

/** Stands for the existing directories: the shell knows how to complete them. */
export const directories: Candidate = { value: ':directories', about: '' };

/** Finds the files that a command line could name; the code for that is loaded on demand. */
export type FindFiles = (spec: CommandSpec, argv: readonly string[]) => Promise<readonly Candidate[]>;

/**
 * Lists what the last word of a command line can be completed to.
 *
 * @param words the words after the program's name, up to the cursor; the last one may be empty
 */
export async function candidates(
  catalog: Catalog,
  commands: CommandSpecs,
  words: readonly string[],
  findFiles: FindFiles,
): Promise<Candidate[]> {
  const [before, current] = [words.slice(0, -1), words.at(-1) ?? ''];
  const found = await every(catalog, commands, before, current, findFiles);
  const isSafe = ({ value }: Candidate): boolean => /^[\w@%+=:,./-]+$/.test(value);
  const fits = (each: Candidate): boolean => each === directories || each.value.startsWith(current);
  return [...new Map(found.filter((each) => isSafe(each) && fits(each)).map((each) => [each.value, each])).values()];
}

async function every(
  catalog: Catalog,
  commands: CommandSpecs,
  words: readonly string[],
  current: string,
  findFiles: FindFiles,
): Promise<readonly Candidate[]> {
  const [first = ''] = words;
  const named = Object.entries(commands).map(([value, { summary }]) => ({ value, about: summary }));
  if (first === 'help') return words.length === 1 ? named : [];
  if (first === 'version') return [];
  const before = readBefore(catalog, commands, words);
  if (!before) return [];
  const { spec, args, open, onlyArgs } = before;
  if (open !== undefined) return flagValues(catalog, before, open, current);
  if (!onlyArgs && current.startsWith('-')) {
    const [flag = '', ...value] = current.split('=');
    if (value.length === 0) return flagsOf(catalog, before);
    const values = flagValues(catalog, before, flag.slice(2), value.join('='));
    return values.map((each) => (each === directories ? each : { ...each, value: `${flag}=${each.value}` }));
  }
  const arg = spec.args[args.length] ?? (spec.many ? spec.args.at(-1) : undefined);
  const own = arg?.values === 'files' ? await findFiles(spec, before.argv) : valuesOf(catalog, before, arg?.values);
  const unused = own.filter(({ value }) => !args.includes(value));
  return words.length === 0 ? [...named, { value: 'help', about: 'show help' }, ...unused] : unused;
}

const templatesOf = ({ templates }: Catalog, { template }: Before) =>
  templates.filter(({ id }) => template === undefined || id === template);

function flagsOf(catalog: Catalog, before: Before): Candidate[] {
  const { spec, flags } = before;
  const own = spec.answers === 'all' ? templatesOf(catalog, before).flatMap(({ options }) => options) : [];
  const foreign = optionNames(catalog).filter((name) => !own.some((option) => option.name === name));
  const about = (flag: string): string =>
    (answerFlags as Readonly<Record<string, FlagSpec>>)[flag]?.help ??
    ownFlags(catalog, spec)[flag]?.help ??
    own.find(({ name }) => name === flag)?.title ??
    '';
  return [
    ...valueFlags(catalog, spec)
      .filter((flag) => !foreign.includes(flag))
      .map((flag): [string, string] => [flag, about(flag)]),
    ...Object.entries(spec.switches),
    ...shorthands(catalog, spec).map((id): [string, string] => [id, `short for --addons ${id}`]),
    ['help', 'show help'] as const,
  ]
    .filter(([flag]) => !flags.includes(flag))
    .map(([flag, text]) => ({ value: `--${flag}`, about: text }));
}

/** What a flag's value can be; a list has commas between entries, each listed once. */
function flagValues(catalog: Catalog, before: Before, flag: string, current: string): readonly Candidate[] {
  const { spec } = before;
  if (!valueFlags(catalog, spec).includes(flag)) return [];
  const options = templatesOf(catalog, before).flatMap((each) => each.options.filter(({ name }) => name === flag));
  if (options.length > 0)
    return options.flatMap(({ title, choices }) => choices.map((value) => ({ value, about: title })));
  const { values } = (answerFlags as Readonly<Record<string, FlagSpec>>)[flag] ?? ownFlags(catalog, spec)[flag] ?? {};
  const all = valuesOf(catalog, before, values);
  if (flag !== 'addons') return all;
  const taken = current.split(',').slice(0, -1);
  return all
    .filter(({ value }) => !taken.includes(value))
    .map((each) => ({ ...each, value: [...taken, each.value].join(',') }));
}

function valuesOf(catalog: Catalog, before: Before, source: ValueSource | undefined): readonly Candidate[] {
  const described = (all: readonly { readonly id: string; readonly description: string }[]): Candidate[] =>
    all.map(({ id, description }) => ({ value: id, about: description }));
  if (source === 'directories') return [directories];
  if (source === 'addons')
    return described(
      catalog.addons.filter(({ id }) => templatesOf(catalog, before).some(({ addons }) => id in addons)),
    );
  if (isCatalogList(source)) return described(catalog[source]);
  return typeof source === 'object' ? source.map((value) => ({ value, about: '' })) : [];
}
