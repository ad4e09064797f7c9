import type { Onboarded } from '../model/detection.js';
import type { Addon } from '../model/addon.js';
import type { Catalog, ConfigVar, Template } from '../model/catalog.js';
import type { Origin } from '../model/locked.js';
import type { ProcessType } from '../model/layer.js';
import { exampleOf, isSecret, knownValue } from '../project/variables.js';
import { isInEveryImage } from '../project/process/image-programs.js';

const nothing: Onboarded = {
  processes: {},
  packages: [],
  programs: [],
  builds: '',
  manifests: [],
  variables: [],
  services: [],
  dockerfile: 'Dockerfile',
};

/** The project as templates read it: a script for each process type, which its command replaces to get its signals. */
export const projectOf = (project: Onboarded = nothing): Onboarded => ({
  ...project,
  processes: Object.fromEntries(
    Object.entries(project.processes).map(([type, command]) => [scriptOf(type), replacingShell(command)]),
  ),
});

/** Where the packages of an existing project come from. */
export const originOf = (project: Onboarded = nothing): Origin => (project.lock === undefined ? 'nixpkgs' : 'lock');

/** The config vars of an existing project. */
export const configOf = ({ detection: { config } }: Catalog, project: Onboarded): ConfigVar[] =>
  project.variables.map((name) => {
    const value = knownValue(config, project, name);
    const told = { name, description: "The app doesn't start without it" };
    if (isSecret(config, name)) return { ...told, generator: 'secret' };
    return { ...told, ...(value === undefined ? {} : { value }), example: value ?? exampleOf(config, name) };
  });

/** The add-ons that are servers which an existing project uses. */
export const serversOf = ({ addons, detection: { plans } }: Catalog, { services }: Onboarded): Addon[] =>
  addons.filter(({ heroku }) => services.some((service) => plans[service] === heroku?.plan));

const isWeb = ({ name }: Pick<ProcessType, 'name'>): boolean => name === 'web';

/** The name of a process type's script, which must not hide a program that scripts use. */
const scriptOf = (type: string): string => (isInEveryImage(type) ? `${type}-process` : type);

/**
 * The process types: the template's own with those of its add-ons, or those of an existing project.
 *
 * Web comes first, wherever it stands: the others share its image.
 * Only web has a dyno from the start: others cost money, and Heroku itself starts none for them.
 */
export function processesOf(
  template: Template,
  project: Onboarded | undefined,
  addons: readonly Addon[],
): { readonly processes: readonly ProcessType[]; readonly release: ProcessType | undefined } {
  if (!project)
    return {
      processes: [...template.processes, ...addons.flatMap(({ processes }) => processes)],
      release: addons.find(({ release }) => release)?.release,
    };
  const all = Object.entries(project.processes).map(([name, description]) => ({
    name,
    command: `/bin/${scriptOf(name)}`,
    quantity: isWeb({ name }) ? 1 : 0,
    description,
  }));
  return {
    processes: [...all.filter(isWeb), ...all.filter((type) => !isWeb(type) && type.name !== 'release')],
    release: all.find(({ name }) => name === 'release'),
  };
}

/** The process type that starts if nothing says which. */
export interface MainProcess {
  /** The name of its program. */
  readonly program: string;
  /** What running it does, as a sentence without a full stop, and after "# ". */
  readonly summary: string;
  readonly told: string;
}

/** The first process type: web, unless the app has none. */
export function mainOf([first]: readonly ProcessType[]): MainProcess {
  const { name = '', command = '' } = first ?? {};
  const program = command.slice(command.lastIndexOf('/') + 1);
  if (name === 'web')
    return {
      program,
      summary: 'Runs the web process, on $PORT or 8000',
      told: "run the web process, on port 8000 if PORT isn't set",
    };
  return { program, summary: `Runs the process ${name}`, told: `run the process ${name}` };
}

/**
 * Puts `exec` before the last command of a line, if it is clear where that is.
 *
 * A shell that waits for its command passes no signals on to it (POSIX shell, 2.11).
 */
export function replacingShell(command: string): string {
  if (/[|<>()\n`]|(?<!&)&(?!&)/.test(command.replace(/'[^']*'|"[^"]*"|\$\{[^}]*\}/g, ''))) return command;
  const end = Math.max(0, ...[...command.matchAll(/&&|;/g)].slice(-1).map(({ 0: mark, index }) => index + mark.length));
  const last = command.slice(end).trimStart();
  const before = command.slice(0, command.length - last.length);
  if (/^(?:exec|cd|export|set|if|for|while|case|\{)\b/.test(last) || /['"][^'"]*(?:&&|;)/.test(command)) return command;
  return `${before}exec ${/^\w+=/.test(last) ? 'env ' : ''}${last}`;
}
