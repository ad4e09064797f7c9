import { axes, forAxes, type Axis } from '../model/axes.js';
import type { Catalog } from '../model/catalog.js';
import { origins } from '../model/locked.js';

/** Where the values of an argument or a flag come from, for help and for shell completion. */
export type ValueSource = CatalogList | 'files' | 'commands' | 'directories' | readonly string[];

/** Lists of the catalog. */
export type CatalogList = 'templates' | 'addons' | Axis['values'];

/** An argument that isn't a flag. */
export interface ArgSpec {
  readonly name: string;
  readonly help: string;
  readonly values?: ValueSource;
}

/** A flag with a value. */
export interface FlagSpec {
  /** The placeholder for the value in help, e.g. "dir". */
  readonly hint: string;
  readonly help: string;
  readonly values?: ValueSource;
  /** A value to show in a fix, if no list has one. */
  readonly example?: string;
}

/** What a command is called, what it does, and what its command line accepts. Help and completion are built from it. */
export interface CommandSpec {
  /** One line that says what the command does. */
  readonly summary: string;
  /** Paragraphs for its --help. */
  readonly about: string;
  /** Each is optional. */
  readonly args: readonly ArgSpec[];
  /** Whether the last one may be repeated. */
  readonly many?: true;
  /** Whether Yeoman doesn't offer it. */
  readonly binOnly?: true;
  /** Flags that answer questions: those named here, or all of them and the templates' own options. */
  readonly answers: 'all' | readonly (keyof typeof answerFlags)[];
  /** Whether it takes flags that only existing projects have. */
  readonly origins?: true;
  /** Switches, with a line of help. */
  readonly switches: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, FlagSpec>>;
  /** Command lines, without the program's name; `{template}` and `{addon}` are the first ones in the catalog. */
  readonly examples: readonly string[];
}

/** Flags that answer with one value, for any template. */
export const commonValues = {
  template: { hint: 'template', help: 'what the app is built from', values: 'templates' },
  name: { hint: 'name', help: 'Heroku app name; default: from the directory', example: 'my-app' },
  title: { hint: 'text', help: 'title for people; default: from the name', example: 'My App' },
  ...forAxes(({ flag, about, values }): FlagSpec => ({ hint: flag, help: about, values })),
} as const satisfies Record<string, FlagSpec>;

/** Every flag that answers a question that isn't a template's own. */
export const answerFlags = {
  ...commonValues,
  addons: { hint: 'addons', help: 'add-ons, separated by commas', values: 'addons' },
} as const satisfies Record<string, FlagSpec>;

/** Switches with a second name. */
export const aliases: Readonly<Partial<Record<string, string>>> = { 'skip-git': 'no-git' };

/** Every option of every template, by name; a name that two templates share means the same to both. */
export const optionNames = (catalog: Catalog): string[] => [
  ...new Set(catalog.templates.flatMap(({ options }) => options.map(({ name }) => name))),
];

/** The flags of a command itself that take a value, with those that templates have for existing projects. */
export const ownFlags = (
  { templates }: Catalog,
  { values, origins: hasOrigins }: CommandSpec,
): Readonly<Record<string, FlagSpec>> => ({
  ...values,
  ...Object.fromEntries(
    (hasOrigins ? templates : []).flatMap(({ onboard }) =>
      onboard?.origin ? [[onboard.origin.flag, { hint: 'origin', help: onboard.origin.help, values: origins }]] : [],
    ),
  ),
});

/** The flags of a command that take a value: answers, options of templates, and its own. */
export const valueFlags = (catalog: Catalog, spec: CommandSpec): string[] => [
  ...(spec.answers === 'all' ? [...Object.keys(answerFlags), ...optionNames(catalog)] : spec.answers),
  ...Object.keys(ownFlags(catalog, spec)),
];

/** Add-ons that a switch of the same name adds, unless the command uses that name for something else. */
export const shorthands = ({ addons }: Catalog, { answers, values }: CommandSpec): string[] =>
  answers === 'all' ? addons.flatMap(({ id, shorthand }) => (shorthand && !(id in values) ? [id] : [])) : [];

/** The switches of a command, with their second names. */
export const switchFlags = (catalog: Catalog, spec: CommandSpec): string[] => [
  ...Object.keys(spec.switches),
  ...Object.keys(spec.switches).flatMap((name) => aliases[name] ?? []),
  ...shorthands(catalog, spec),
];

const catalogLists: readonly unknown[] = ['templates', 'addons', ...axes.map(({ values }) => values)];

/** Whether a source is a list of the catalog. */
export const isCatalogList = (source: ValueSource | undefined): source is CatalogList => catalogLists.includes(source);

/** The values that a source has, as far as the catalog knows them. */
export function valuesOf(catalog: Catalog, source: ValueSource | undefined): string[] {
  if (isCatalogList(source)) return catalog[source].map(({ id }) => id);
  return typeof source === 'object' ? [...source] : [];
}

/**
 * A value that a command's flag takes, for a fix that can be typed as it is.
 *
 * @param flag without its dashes; one of `valueFlags`
 */
export function exampleOf(catalog: Catalog, spec: CommandSpec, flag: string): string {
  const known: Readonly<Partial<Record<string, FlagSpec>>> = { ...answerFlags, ...ownFlags(catalog, spec) };
  const option = catalog.templates.flatMap(({ options }) => options).find(({ name }) => name === flag);
  const { values, example, hint = 'value' } = known[flag] ?? {};
  return option?.default ?? valuesOf(catalog, values)[0] ?? example ?? hint;
}
