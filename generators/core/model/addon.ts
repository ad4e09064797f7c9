/* What an app can be given beside its web process: the types of an add-on's two halves. */

import type { Condition, Layer, ProcessType } from './layer.js';

/** What an add-on means in one template: its code, and what it adds to files that others share. */
export interface TemplateAddon {
  /** Entries of lists that the template's own files loop over, by the name of the list. */
  readonly contributes: Readonly<Record<string, readonly Contribution[]>>;
  readonly layer: Layer;
}

/** An entry of a list, or one that depends on other add-ons. */
export type Contribution = string | (Condition & { readonly entry: string });

/** Something that an app can be given, whatever its language: a data service of Heroku, a process type. */
export interface Addon {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly order: number;
  /** What Heroku is asked for; a process type of our own asks for nothing. */
  readonly heroku?: { readonly plan: string; readonly as: string };
  readonly price: Price;
  /** Add-ons of which it needs one. */
  readonly needs: readonly string[];
  /** Whether there is a flag of its own name. */
  readonly shorthand?: true;
  /** What runs beside the web process. */
  readonly processes: readonly ProcessType[];
  /** What runs before each release. */
  readonly release?: ProcessType;
  /** The server on a developer's machine: the variable that the app finds it by, as on Heroku, and its address there, with `$password`. */
  readonly server?: { readonly variable: string; readonly url: string };
  readonly layer: Layer;
}

/** What an add-on costs. */
export interface Price {
  /** US dollars a month. */
  readonly monthly: number;
  /** What costs that. */
  readonly of: string;
  /** When it was read, and where. */
  readonly on: string;
  readonly url: string;
}
