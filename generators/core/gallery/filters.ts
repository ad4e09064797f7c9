import type { TemplateView } from './view.js';

/** A filter for the list of templates, with the values that leave some of them out. */
export interface Filter {
  readonly name: string;
  readonly title: string;
  readonly values: readonly { readonly value: string; readonly title: string }[];
}

interface Property extends Filter {
  readonly of: (view: TemplateView) => readonly string[];
}

/** The name of a language, or another word, at the start of a line. */
export const label = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const properties: readonly Pick<Property, 'name' | 'title' | 'of'>[] = [
  { name: 'language', title: 'Language', of: ({ template }) => [template.language] },
  { name: 'process', title: 'Process type', of: ({ processes }) => processes.map(({ name }) => name) },
  { name: 'addon', title: 'Add-on', of: ({ addons }) => addons.map(({ id }) => id) },
];

/** The useful filters: a value that all templates have makes no difference, and a filter without values is left out. */
export function filtersOf(views: readonly TemplateView[]): Filter[] {
  const titles = new Map(views.flatMap(({ addons }) => addons.map(({ id, title }) => [id, title] as const)));
  return properties
    .map(({ name, title, of }) => ({
      name,
      title,
      values: [...new Set(views.flatMap(of))]
        .filter((value) => !views.every((view) => of(view).includes(value)))
        .map((value) => ({
          value,
          title: name === 'addon' ? (titles.get(value) ?? value) : name === 'language' ? label(value) : value,
        })),
    }))
    .filter(({ values }) => values.length > 0);
}

/** The filter values that a template matches, as a query string. */
export const filtersMet = (view: TemplateView): string =>
  new URLSearchParams(
    properties.flatMap(({ name, of }) => of(view).map((value): [string, string] => [name, value])),
  ).toString();
