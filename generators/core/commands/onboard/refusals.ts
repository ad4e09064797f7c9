import { quote } from '../../catalog/find.js';
import { isServing } from '../../project/processes.js';
import type { Misfit } from '../../project/project-form.js';
import type { Detected, Observation } from '../../model/detection.js';
import type { Catalog, Template } from '../../model/catalog.js';
import { UserError } from '../../model/errors.js';
import { shown, shownAll } from '../../model/shown.js';
import { shellWord } from '../../model/shell.js';
import type { Examined } from '../../project/detect.js';
import { unstarted } from '../../project/requirements/unstarted.js';
import { placeWithText } from './places.js';

/** What every refusal needs. */
export interface Refusing {
  readonly catalog: Catalog;
  readonly root: string;
  readonly command: string;
  /** The same command for a folder below the root. */
  readonly below: (path: string) => string;
}

export const notAProject = (root: string, why: string): UserError =>
  new UserError({
    headline: 'There is no project',
    detail: `${shown(root)}: ${why}.`,
    fix: 'name the directory that the project is in',
  });

/** The repository is one of ours from the start: it has other files, and commands of its own. */
export const createdHere = (root: string, update: string, addons: string): UserError =>
  new UserError({
    headline: 'This repository was created here, so there is no project to bring over',
    detail: `${shown(root)} has everything for Heroku from the start. Nothing was written.`,
    fix: `for newer templates or another answer: ${update}; for add-ons: ${addons}`,
  });

/** We can't tell what the project is, or there is no template for its language. */
export function templateUnknown({ catalog, root, command, below }: Refusing, detected: Detected): UserError {
  const { kind, parts } = detected;
  const offered = catalog.templates.filter(({ onboard }) => onboard);
  const supported = `Supported: ${offered.map(({ id, language }) => `${language} (--template ${id})`).join(', ')}.`;
  const named = (id: string): string => catalog.templates.find((each) => each.id === id)?.language ?? id;
  if (kind?.settled) {
    return new UserError({
      headline: `The project is written in ${kind.value}, which isn't supported yet`,
      detail: [...reasons(kind, named), supported].join('\n'),
      fix: `if that is wrong: ${command} --template ${offered[0]?.id ?? ''}`,
    });
  }
  const [part] = parts;
  const likely = [...(kind ? [kind, ...kind.alternatives] : []), ...offered.map(({ id }) => ({ value: id }))];
  const best = likely.find(({ value }) => offered.some(({ id }) => id === value));
  return new UserError({
    headline: kind
      ? "Can't tell for certain which language the project is written in"
      : 'Nothing here says which language the project is written in',
    detail: [
      ...(kind ? [kind, ...kind.alternatives].flatMap((each) => reasons(each, named)) : []),
      ...seen(root, detected),
      ...partLines(below, parts, named),
      supported,
    ].join('\n'),
    fix: part ? below(part.path) : `${command} --template ${best?.value ?? ''}`,
  });
}

export const unsupported = (
  { command }: Pick<Refusing, 'command'>,
  { template }: Detected,
  language: string,
): UserError =>
  new UserError({
    headline: `A project in ${language} cannot be brought over yet`,
    detail: `The template ${template ?? ''} is for new repositories only. Nothing was written.`,
    fix: `see what it would be as a new one: ${command.replace('onboard', 'browse')} ${template ?? ''}`,
  });

/** From here on a guess is offered as the fix; anything below, such as a development server, is only shown. */
const worthTrying = 0.5;

/** We can't tell for certain how to start the app, or know that nothing starts it yet. */
export function startUnknown({ catalog, root, command, below }: Refusing, examined: Examined): UserError {
  const { detected } = examined;
  const { facts, parts } = detected;
  const template = catalog.templates.find(({ id }) => id === detected.template);
  const why = template && unstarted(examined, template);
  const guesses = facts.start ? [facts.start, ...facts.start.alternatives] : [];
  const [part] = parts;
  const guess = guesses.find(({ confidence }) => confidence >= worthTrying);
  if (why?.state.is === 'missing' && why.state.fix !== undefined)
    return new UserError({
      headline: why.headline,
      detail: [...why.evidence.map(placeWithText), `If another command starts it: ${command} --web '<command>'`].join(
        '\n',
      ),
      fix: why.state.fix,
    });
  const type = isServing(detected) || guesses.length === 0 ? 'web' : 'worker';
  return new UserError({
    headline: `Can't tell for certain which command starts the ${type === 'web' ? 'web process' : 'app'}`,
    detail: [
      ...guesses.slice(0, 5).flatMap((each) => reasons(each, quote)),
      ...(guesses.length === 0 ? seen(root, detected) : []),
      ...partLines(below, parts, (id) => catalog.templates.find((each) => each.id === id)?.language ?? id),
      ...(type === 'worker' ? ['Nothing here seems to answer requests. If it does: --web instead of --worker.'] : []),
    ].join('\n'),
    fix: part && !guess ? below(part.path) : `${command} --${type} ${shellWord(guess?.value ?? '<command>')}`,
  });
}

/**
 * What the user gave and can't be used.
 *
 * @param types the process types whose commands the user gave
 * @param build the command of the build, if the user gave it
 */
export function saidUnusable(
  { command }: Pick<Refusing, 'command'>,
  { detect, language }: Pick<Template, 'detect' | 'language'>,
  misfits: readonly Misfit[],
  types: readonly string[],
  build: string | undefined,
): UserError | undefined {
  const process = misfits.find(({ part, item }) => part === 'processes' && ['web', ...types].includes(String(item)));
  if (process)
    return new UserError({
      headline: `The command of the process type ${String(process.item)} cannot be used`,
      detail: `It goes into files of one command a line, and ${process.why}.`,
      fix: `give it without line breaks and control characters: ${command} --${String(process.item)} '<command>'`,
    });
  const building = build ? misfits.find(({ part }) => part === 'builds') : undefined;
  if (building === undefined) return undefined;
  return detect.commands.building === undefined
    ? new UserError({
        headline: `A ${language} project has no build command`,
        detail: 'Nix compiles its programs, and runs nothing else.',
        fix: `leave out --build: ${command}`,
      })
    : new UserError({
        headline: 'The command of the build cannot be used',
        detail: `It goes into files as it is, and ${building.why}.`,
        fix: 'put the rest into a script of the project, and give the command that runs it, with --build',
      });
}

/** The evidence for a value, place by place. */
const reasons = ({ value, confidence, evidence }: Observation, named: (value: string) => string): string[] => [
  `${shown(named(value))}, with confidence ${confidence.toFixed(2)}:`,
  ...shownAll(evidence).map((each) => `  ${placeWithText(each)}`),
];

const seen = (root: string, { top, size }: Detected): string[] => [
  top.length === 0
    ? `${shown(root)} has no files of its own; ${size.files} were seen below it.`
    : `Seen in ${shown(root)}: ${top.slice(0, 20).map(shown).join(', ')}${top.length > 20 ? ', …' : ''}`,
];

/** How to bring over each project of its own below the root. */
const partLines = (below: Refusing['below'], parts: Detected['parts'], named: (kind: string) => string): string[] =>
  parts.length === 0
    ? []
    : ['Projects of their own:', ...parts.map(({ path, kind }) => `  ${below(path)}  (${shown(named(kind))})`)];
