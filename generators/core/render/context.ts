import { deriveName } from '../answers/names.js';
import { find } from '../answers/given.js';
import type { Onboarded } from '../detection.js';
import type { Answers, Base, Catalog, Ci, ProcessType, Template } from '../domain.js';
import { records } from '../records.js';
import { processesOf, projectOf } from './onboarded.js';
import * as literals from './literals.js';

/** Everything that a template may read. Derived once; templates only lay it out. */
export interface RenderContext extends Readonly<typeof literals> {
  readonly name: string;
  readonly title: string;
  readonly names: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly template: Pick<Template, 'id' | 'title' | 'description' | 'language' | 'ignore' | 'manifests' | 'probe'>;
  readonly processes: readonly ProcessType[];
  /** What runs before each release, if anything does. */
  readonly release: ProcessType | undefined;
  /** Whether the app was there before: then nothing is known of its pages and of how it ends. */
  readonly onboarded: boolean;
  /** Paths that CI asks for. */
  readonly probes: readonly string[];
  /** The project that was there before; empty for a repository of our own. */
  readonly project: Onboarded;
  readonly base: Base;
  /** The bases that are not deprecated. */
  readonly bases: readonly Base[];
  readonly ci: Pick<Ci, 'id' | 'title' | 'badge'>;
  /** Every file of the repository with the reason it is there, sorted by path. */
  readonly files: readonly { readonly path: string; readonly reason: string }[];
}

/** The names that the template's rules make of the app's name. */
export const derivedNames = (template: Template, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(template.names).map(([key, rule]) => [key, deriveName(name, rule)]));

/**
 * Derives what templates read.
 *
 * @param files the files that will be written, with their reasons; the tool's own records are added
 */
export function renderContext(
  catalog: Catalog,
  answers: Answers,
  files: readonly { readonly path: string; readonly reason: string }[],
): RenderContext {
  const template = find(catalog.templates, 'template', answers.template);
  const { id, title, description, language, ignore, manifests, probe } = template;
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
      // A template is named after one framework; a project of that language may have any.
      id: answers.project ? language : id,
      title: answers.project ? language : title,
      manifests: answers.project?.manifests ?? manifests,
    },
    ...processesOf(template, answers.project),
    onboarded: answers.project !== undefined,
    probes: answers.project ? ['/'] : [probe, '/'],
    project: projectOf(answers.project),
    base: find(catalog.bases, 'base', answers.base),
    bases: catalog.bases.filter((base) => base.deprecated === undefined),
    ci: find(catalog.cis, 'ci', answers.ci),
    files: [...files, ...records].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** A record that answers a misspelt key with an error, where EJS would print nothing. */
const strict = <Value>(what: string, record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  new Proxy(record, {
    get: (target, key) => {
      if (typeof key === 'string' && !(key in target)) throw new Error(`there is no ${what}.${key}`);
      return Reflect.get(target, key) as Value;
    },
  });
