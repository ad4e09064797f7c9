/* What templates/ offers: the types that manifests are parsed into. */

import type { Addon, TemplateAddon } from './addon.js';
import type { CommonRules, DetectRules } from './detection-rules.js';
import type { OriginRules } from './locked.js';
import type { Layer, ProcessType } from './layer.js';

/** A choice that a template offers: a prompt and a flag, with a default. */
export interface TemplateOption {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly choices: readonly string[];
  readonly default: string;
  /** More choices, for existing projects whose own lock file says where to get packages: nixpkgs has none for these. */
  readonly locked?: readonly string[];
}

/** How the app's name is turned into another kind of name: a module, a package. */
export interface NameRule {
  /** Replaces the dash of a Heroku name. */
  readonly separator: string;
  /** Appended, after the separator, to a reserved name. */
  readonly suffix: string;
  /** Names that mean something else there: keywords, standard modules, dependencies, files. */
  readonly reserved: readonly string[];
}

/** A config var that app.json asks for (https://devcenter.heroku.com/articles/app-json-schema#env). */
export interface ConfigVar {
  readonly name: string;
  readonly description: string;
  /** Heroku makes up the value. */
  readonly generator?: 'secret';
  /** A value that fits production. */
  readonly value?: string;
  /** A value that lets the app start in CI, if nobody makes one up. */
  readonly example?: string;
}

export interface Template {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly order: number;
  /** Path that returns 200 while the app is serving. */
  readonly probe: string;
  readonly processes: readonly ProcessType[];
  /** Config vars that the app reads, besides PORT and those of its services. */
  readonly config: readonly ConfigVar[];
  readonly options: readonly TemplateOption[];
  readonly names: Readonly<Record<string, NameRule>>;
  /** Lines of .gitignore and .dockerignore that belong to the language. */
  readonly ignore: readonly string[];
  /** Files that list the app's dependencies. */
  readonly manifests: readonly string[];
  /** What an update service calls the ecosystem of the language's lock file, if it can update that file. */
  readonly updates: readonly string[];
  /** Extensions for Visual Studio Code that suit the language. */
  readonly extensions: readonly string[];
  /** Commands that start the app without Nix; `{name}` stands for the value of an option. */
  readonly plain: readonly string[];
  /** How an existing project of this kind is detected and analyzed. */
  readonly detect: DetectRules;
  /** What such a project gets; without it, no project can be onboarded yet. */
  readonly onboard?: OnboardLayer;
  readonly layer: Layer;
  /** The language's half of each add-on that the template offers, by the add-on's id. */
  readonly addons: Readonly<Record<string, TemplateAddon>>;
  /** Absolute path of the folder of partials that shared files include. */
  readonly partials: string;
}

/** The template's files for an existing project. */
export interface OnboardLayer {
  readonly layer: Layer;
  /** The option that follows the version requested by the project. */
  readonly option?: string;
  /** The version that nixpkgs has, if there is no choice. */
  readonly version?: string;
  /** The newest version that nixpkgs is known to have, by release line. */
  readonly newest?: Readonly<Record<string, string>>;
  /** The command that lowers the version a project asks for to `{newest}`. */
  readonly lower?: string;
  /** How packages can come from the project's lock file. */
  readonly origin?: OriginRules;
}

/** A value of an axis, with the files that it brings. */
export interface AxisValue {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly order: number;
  /** Why nobody should choose it anymore. */
  readonly deprecated?: string;
  readonly layer: Layer;
}

/** A Docker base image for the build. */
export interface Base extends AxisValue {
  readonly image: string;
  readonly url: string;
  /** Dockerfile lines that this image needs before the common ones. */
  readonly setup?: { readonly instructions: readonly string[]; readonly reason: string };
}

/** A CI system, with the files that it reads. */
export interface Ci extends AxisValue {
  /** The workflow that a README badge shows, as the CI system names it; empty if there is none. */
  readonly badge: string;
  /** What to do for an app in a folder {folder} of a repository, if its CI file must be named at the root. */
  readonly include?: string;
}

/** What others may do with the code. */
export interface License extends AxisValue {
  /** Its identifier in the SPDX License List; empty if nobody may do anything. */
  readonly spdx: string;
}

/** Names of files and folders that hold secrets, and exceptions that are harmless; `*` stands for any characters. */
export type Secrets = Readonly<Record<'names' | 'harmless', readonly string[]>>;

/** What a version of the package changed in the templates. */
export interface Release {
  readonly version: string;
  readonly changes: readonly {
    readonly text: string;
    /** The templates it applies to; absent if it applies to all. */
    readonly templates?: readonly string[];
  }[];
}

export interface Catalog {
  readonly templates: readonly Template[];
  readonly addons: readonly Addon[];
  readonly bases: readonly Base[];
  readonly cis: readonly Ci[];
  readonly licenses: readonly License[];
  readonly shared: Layer;
  /** Files kept out of every build. */
  readonly secrets: Secrets;
  /** What changed in the templates, newest first. */
  readonly releases: readonly Release[];
  /** What every existing project gets. */
  readonly onboard: Layer;
  /** How any existing project is analyzed. */
  readonly detection: CommonRules;
}
