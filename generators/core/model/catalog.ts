/* What templates/ offers: the types that manifests are read into. */

import type { Addon, TemplateAddon } from './addon.js';
import type { CommonRules, DetectRules } from './detection.js';
import type { Layer, ProcessType } from './layer.js';

/** A choice that a template offers: a prompt and a flag, with a default. */
export interface TemplateOption {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly choices: readonly string[];
  readonly default: string;
}

/** How the app's name is turned into a name of another world: a module, a package. */
export interface NameRule {
  /** Stands for the dash of a Heroku name. */
  readonly separator: string;
  /** Appended, after the separator, to a name that is reserved. */
  readonly suffix: string;
  /** Names that mean something else there: keywords, standard modules, dependencies, files. */
  readonly reserved: readonly string[];
}

/** A config var that app.json asks for (https://devcenter.heroku.com/articles/app-json-schema#env). */
export interface ConfigVar {
  readonly name: string;
  readonly description: string;
  /** Heroku makes up the value. */
  readonly generator: 'secret';
}

export interface Template {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly order: number;
  /** Path that answers 200 as long as the app serves. */
  readonly probe: string;
  readonly processes: readonly ProcessType[];
  /** Config vars that the app reads, besides PORT and those of its services. */
  readonly config: readonly ConfigVar[];
  readonly options: readonly TemplateOption[];
  readonly names: Readonly<Record<string, NameRule>>;
  /** Lines of .gitignore and .dockerignore that belong to the language. */
  readonly ignore: readonly string[];
  /** Files that say what the app depends on. */
  readonly manifests: readonly string[];
  /** What an update service calls the packages of the language's lock file, where such a service can update it. */
  readonly updates: readonly string[];
  /** Commands that start the app without Nix; `{name}` stands for the value of an option. */
  readonly plain: readonly string[];
  /** How a project of this kind that exists is recognised and understood. */
  readonly detect: DetectRules;
  /** What such a project gets; without it, none can be brought over yet. */
  readonly onboard?: OnboardLayer;
  readonly layer: Layer;
  /** The language's half of each add-on that the template offers, by the add-on's id. */
  readonly addons: Readonly<Record<string, TemplateAddon>>;
  /** Absolute path of the folder of text parts that shared files include. */
  readonly partials: string;
}

/** The files of a template for a project that was there before. */
export interface OnboardLayer {
  readonly layer: Layer;
  /** The option that follows the version the project asks for. */
  readonly option?: string;
  /** The version that nixpkgs has, where there is no choice of it. */
  readonly version?: string;
}

/** A Docker base image for the build. */
export interface Base {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly image: string;
  readonly url: string;
  readonly order: number;
  /** Lines of a Dockerfile that this image needs before the common ones suffice. */
  readonly setup?: { readonly instructions: readonly string[]; readonly reason: string };
  /** Why no one should choose it anymore. */
  readonly deprecated?: string;
}

/** A CI system, with the files that it reads. */
export interface Ci {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly order: number;
  /** The workflow that a README badge shows, as the CI system names it; empty where there is none. */
  readonly badge: string;
  readonly layer: Layer;
}

/** Names of files and folders that hold secrets, and those among them that hold none; `*` stands for any characters. */
export type Secrets = Readonly<Record<'names' | 'harmless', readonly string[]>>;

/** What a version of the package changed in the templates. */
export interface Release {
  readonly version: string;
  readonly changes: readonly {
    readonly text: string;
    /** The templates that it is about; all, where none is named. */
    readonly templates?: readonly string[];
  }[];
}

export interface Catalog {
  readonly templates: readonly Template[];
  readonly addons: readonly Addon[];
  readonly bases: readonly Base[];
  readonly cis: readonly Ci[];
  readonly shared: Layer;
  /** Files that no build is given. */
  readonly secrets: Secrets;
  /** What changed in the templates, newest first. */
  readonly releases: readonly Release[];
  /** What every project gets that was there before. */
  readonly onboard: Layer;
  /** How any project that exists is understood. */
  readonly detection: CommonRules;
}
