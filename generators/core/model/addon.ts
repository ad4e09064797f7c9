/* What an app can have besides its web process: the types of an add-on's two halves. */

import type { Condition, Layer, ProcessType } from './layer.js';

/** An add-on in one template: its code, and what it adds to shared files. */
export interface TemplateAddon {
  /** Entries of lists that the template's own files loop over, by list name. */
  readonly contributes: Readonly<Record<string, readonly Contribution[]>>;
  readonly layer: Layer;
}

/** An entry of a list, or one that depends on other add-ons. */
export type Contribution = string | (Condition & { readonly entry: string });

/** Something that an app in any language can have: a Heroku data service, a process type. */
export interface Addon {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly order: number;
  /** What to request from Heroku; absent for our own process types. */
  readonly heroku?: { readonly plan: string; readonly as: string };
  readonly price: Price;
  /** Add-ons of which it needs one. */
  readonly needs: readonly string[];
  /** Whether it has a flag with its own name. */
  readonly shorthand?: true;
  /** What runs alongside the web process. */
  readonly processes: readonly ProcessType[];
  /** What runs before each release. */
  readonly release?: ProcessType;
  /** The server on a developer's machine: its URL, with `$password`, and the variable that holds it, as on Heroku; and an address and an image without Nix. */
  readonly server?: {
    readonly variable: string;
    readonly url: string;
    readonly example: string;
    readonly image: string;
  };
  /** The page that shows it at work: what a browser can open, and a POST with its JSON body. */
  readonly example?: Example;
  readonly layer: Layer;
}

export interface Example {
  readonly page?: string;
  readonly description: string;
  readonly post: string;
  readonly body: string;
}

/** What an add-on costs. */
export interface Price {
  /** US dollars a month. */
  readonly monthly: number;
  /** What the price is for. */
  readonly of: string;
  /** When and where it was looked up. */
  readonly on: string;
  readonly url: string;
}
