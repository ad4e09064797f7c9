import type { Detected, Evidence } from '../model/detection.js';
import type { Template } from '../model/catalog.js';
import { follow, type Followed } from './commands/follow.js';
import type { CommandContext } from './commands/origin.js';
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
  const found = start?.settled ? [{ type: 'web', command: start.value, evidence: start.evidence[0] ?? given }] : [];
  const said = Object.entries(commands).map(([type, command]) => ({ type, command, evidence: given }));
  const all = new Map([...found, ...detected.processes, ...said].map((each) => [each.type, each]));
  return [...all.values()]
    .filter(({ command }) => command.trim() !== '')
    .map(({ type, command, evidence }) => ({
      ...{ type, written: command, evidence },
      followed: follow(reading, command, evidence),
    }));
}

const given: Evidence = { path: '', line: 1, text: '' };
