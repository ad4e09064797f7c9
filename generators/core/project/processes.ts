import type { Detected, Evidence } from '../model/detection.js';
import type { Template } from '../model/catalog.js';
import { follow } from './process/follow.js';
import type { Followed } from './process/followed.js';
import type { CommandContext } from './process/origin.js';
import { isKnown } from './packages.js';
import type { RuleContext } from './rules.js';

/** Command lines given by the user, by process type. */
export type Commands = Readonly<Partial<Record<'web' | 'worker' | 'release', string>>>;

/** A process type, and what its command does. */
export interface Process {
  readonly type: string;
  /** As it is written. */
  readonly written: string;
  /** Where; the path is empty if the user gave it. */
  readonly evidence: Evidence;
  readonly followed: Followed;
}

/**
 * Every process type of a project, web first, then in the project's order.
 *
 * @param commands what the user gave; these override what was detected
 * @param version the language's version that the app gets
 */
export function processesOf(
  template: Template,
  detected: Detected,
  context: RuleContext,
  commands: Commands,
  version: string,
): Process[] {
  const built = (detected.lists.built ?? []).map(({ value }) => value);
  const { commands: rules, packages } = template.detect;
  const canAdd = (name: string): boolean =>
    isKnown(packages, name) && !Object.hasOwn(packages.nixpkgs.refused[name] ?? {}, version);
  const reading: CommandContext = { ...context, rules, version, built, canAdd };
  const { start } = detected.facts;
  const found =
    start?.settled && !isWithoutWeb(detected, commands)
      ? [{ type: 'web', command: start.value, evidence: start.evidence[0] ?? ofUser }]
      : [];
  const said = Object.entries(commands).map(([type, command]) => ({ type, command, evidence: ofUser }));
  const all = new Map([...found, ...detected.processes, ...said].map((each) => [each.type, each]));
  return [...all.values()]
    .filter(({ command }) => command.trim() !== '')
    .map(({ type, command, evidence }) => ({
      ...{ type, written: command, evidence },
      followed: follow(reading, command, evidence),
    }));
}

/**
 * Whether an app only has processes that serve nothing: it declares some, web isn't among them, and nothing in it
 * listens. A web dyno of such an app would be stopped after a minute.
 */
export const isWithoutWeb = ({ processes, lists }: Detected, commands: Commands): boolean => {
  const types = [...processes.map(({ type }) => type), ...Object.keys(commands)];
  return !types.includes('web') && types.some((type) => type !== 'release') && !isServing({ lists });
};

/** Whether anything in an app looks as if it answers requests. */
export const isServing = ({ lists }: Pick<Detected, 'lists'>): boolean => (lists.serves ?? []).length > 0;

/** The place of what the user gave. */
export const ofUser: Evidence = { path: '', line: 1, text: '' };
