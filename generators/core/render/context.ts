import { deriveName } from '../answers/names.js';
import { find } from '../catalog/find.js';
import type { Onboarded } from '../model/detection.js';
import type { Addon, Contribution } from '../model/addon.js';
import type { Answers } from '../model/pipeline.js';
import type { Base, Catalog, Ci, ConfigVar, License, Secrets, Template } from '../model/catalog.js';
import type { Origin } from '../model/locked.js';
import type { ProcessType } from '../model/layer.js';
import { records } from '../model/records.js';
import { byFolder } from './by-folder.js';
import { isMet } from './condition.js';
import { placeOf } from './place.js';
import { configOf, mainOf, originOf, processesOf, projectOf, serversOf, type MainProcess } from './onboarded.js';
import * as literals from './literals.js';

/** Everything that a template may read. Derived once; templates only format it. */
export interface RenderContext extends Readonly<typeof literals> {
  readonly name: string;
  readonly title: string;
  readonly names: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly template: Pick<
    Template,
    'id' | 'title' | 'description' | 'language' | 'ignore' | 'manifests' | 'probe' | 'updates' | 'extensions'
  >;
  readonly processes: readonly ProcessType[];
  /** The programs besides the first process type: those of other process types, and release. */
  readonly programs: readonly ProcessType[];
  /** The first process type, which `nix run` and the image start. */
  readonly main: MainProcess;
  /** The process types that CI starts and asks for pages: none if the app serves none. */
  readonly booted: readonly ProcessType[];
  /** What runs before each release, if anything does. */
  readonly release: ProcessType | undefined;
  /** Whether this is an existing app: then nothing is known about its pages or how it shuts down. */
  readonly onboarded: boolean;
  /** Paths that CI requests. */
  readonly probes: readonly string[];
  /** The existing project; empty for a repository of our own. */
  readonly project: Onboarded;
  /** Where its packages come from. */
  readonly origin: Origin;
  /** The name of our Dockerfile, and the command that builds it. */
  readonly dockerfile: string;
  /** Files that list the app's dependencies, by folder below the root; those at the root are in `template.manifests`. */
  readonly manifestsBelow: Readonly<Record<string, readonly string[]>>;
  readonly dockerBuild: string;
  /** The app's path in a larger repository: one, or none. For loops around what only such an app has. */
  readonly within: readonly string[];
  /** The way up to the repository's root, with a trailing slash; empty at the root. */
  readonly up: string;
  /** Config vars that the app reads, besides PORT and those of its services. */
  readonly config: readonly ConfigVar[];
  /** The chosen add-ons, in the catalog's order, each with the language's half. */
  readonly addons: readonly ChosenAddon[];
  /** The add-ons that are servers, on Heroku and in development. */
  readonly services: readonly (ChosenAddon & Required<Pick<Addon, 'server' | 'heroku'>>)[];
  /** What the add-ons contribute to the template's lists, one after another; has every list of the template. */
  readonly contributions: Readonly<Record<string, readonly string[]>>;
  /** Files kept out of every build. */
  readonly secrets: Secrets;
  readonly base: Base;
  /** The bases that aren't deprecated. */
  readonly bases: readonly Base[];
  readonly ci: Pick<Ci, 'id' | 'title' | 'badge'>;
  readonly license: Pick<License, 'id' | 'title' | 'spdx'>;
  /** Every file of the repository with the reason it is there, sorted by path. */
  readonly files: readonly { readonly path: string; readonly reason: string }[];
}

/** An add-on with its half for the template. */
export interface ChosenAddon extends Addon {
  /** Entries of the template's lists, by list name. */
  readonly contributes: Readonly<Record<string, readonly string[]>>;
}

/** The add-ons in the answers, in the catalog's order. */
export const chosenFrom = ({ addons }: Catalog, answers: Answers): Addon[] =>
  addons.filter(({ id }) => answers.addons.includes(id));

/** The names that the template's rules derive from the app's name. */
export const derivedNames = (template: Template, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(template.names).map(([key, rule]) => [key, deriveName(name, rule)]));

/**
 * Derives what templates read.
 *
 * @param files the files to write, with their reasons; the tool's own records are added
 */
export function renderContext(
  catalog: Catalog,
  answers: Answers,
  files: readonly { readonly path: string; readonly reason: string }[],
): RenderContext {
  const template = find(catalog.templates, 'template', answers.template);
  const { id, title, description, language, ignore, manifests, probe, updates, extensions } = template;
  const addons = chosenFrom(catalog, answers).map((addon) => ({
    ...addon,
    contributes: strict(`contributes of ${addon.id}`, contributedBy(template, addon.id, answers.addons)),
  }));
  const contributions = contributionsTo(template, answers.addons);
  const servers = serversOf(catalog, projectOf(answers.project)).map((addon) => ({ ...addon, contributes: {} }));
  const { dockerfile } = projectOf(answers.project);
  const within = answers.folder === undefined ? [] : [answers.folder];
  const listed = answers.project?.manifests ?? [...manifests, ...(contributions.manifests ?? [])];
  const { processes, release } = processesOf(template, answers.project, addons);
  return {
    ...literals,
    name: answers.name,
    title: answers.title,
    names: strict('names', derivedNames(template, answers.name)),
    options: strict('options', answers.options),
    template: {
      description,
      language,
      ignore,
      probe,
      updates,
      extensions,
      // A template is named after one framework; a project in that language may use any.
      id: answers.project ? language : id,
      title: answers.project ? language : title,
      manifests: listed.filter((path) => !path.includes('/')),
    },
    manifestsBelow: byFolder(listed.filter((path) => path.includes('/'))),
    processes,
    main: mainOf(processes),
    booted: processes.filter(({ name }) => name === 'web'),
    release,
    programs: [...processes.slice(1), ...(release ? [release] : [])],
    config: answers.project ? configOf(catalog, answers.project) : template.config,
    addons,
    services: (answers.project ? servers : addons).flatMap(({ server, heroku, ...rest }) =>
      server && heroku ? [{ ...rest, server, heroku }] : [],
    ),
    contributions: strict('contributions', contributions),
    onboarded: answers.project !== undefined,
    probes: answers.project ? ['/'] : [probe, '/'],
    project: projectOf(answers.project),
    origin: originOf(answers.project),
    dockerfile,
    dockerBuild: `docker build ${dockerfile === 'Dockerfile' ? '' : `--file ${dockerfile} `}--tag app .`,
    secrets: catalog.secrets,
    base: find(catalog.bases, 'base', answers.base),
    bases: catalog.bases.filter((base) => base.deprecated === undefined),
    ci: ciOf(catalog, answers),
    within,
    up: '../'.repeat(within.join('/').split('/').filter(Boolean).length),
    license: find(catalog.licenses, 'license', answers.license),
    files: [...files, ...records].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** The CI system, with the badge's file where it is. */
function ciOf(catalog: Catalog, answers: Answers): RenderContext['ci'] {
  const { id, title, badge, layer } = find(catalog.cis, 'ci', answers.ci);
  const row = layer.rows.find(({ path }) => path === badge);
  return { id, title, badge: row ? placeOf(badge, row, answers) : badge };
}

/** What one add-on contributes, beside the others that were chosen. */
const contributedBy = ({ addons }: Template, id: string, chosen: readonly string[]): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(addons[id]?.contributes ?? {}).map(([list, entries]) => [list, entries.flatMap(entryIn(chosen))]),
  );

const entryIn =
  (chosen: readonly string[]) =>
  (contribution: Contribution): string[] => {
    if (typeof contribution === 'string') return [contribution];
    return isMet(contribution, chosen) ? [contribution.entry] : [];
  };

/** Every list that an add-on of the template contributes to; empty where none of those was chosen. */
const contributionsTo = (template: Template, chosen: readonly string[]): Record<string, string[]> => {
  const lists = Object.values(template.addons).flatMap(({ contributes }) => Object.keys(contributes));
  const given = chosen.map((id) => contributedBy(template, id, chosen));
  const entries = (list: string): string[] => [...new Set(given.flatMap((each) => each[list] ?? []))];
  return Object.fromEntries(lists.map((list) => [list, entries(list)]));
};

/** A record that throws on a misspelled key, where EJS would print nothing. */
const strict = <Value>(what: string, record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  new Proxy(record, {
    get: (target, key) => {
      if (typeof key === 'string' && !(key in target)) throw new Error(`there is no ${what}.${key}`);
      return Reflect.get(target, key) as Value;
    },
  });
