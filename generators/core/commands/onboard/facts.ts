import type { Evidence, Fact } from '../../model/detection.js';
import { choicesFor } from '../../answers/partial.js';
import { axesFor } from '../../model/axes.js';
import type { Template } from '../../model/catalog.js';
import { origins } from '../../model/locked.js';
import { originOf } from '../../render/onboarded.js';
import type { Conclusion } from '../../project/conclusions.js';
import type { CommandLine } from '../../terminal/command-line.js';
import type { Onboarding } from './onboarding.js';

/** Something that decides what is written, as a person sees it. */
export interface DecidingFact {
  readonly label: string;
  /** Empty if there is none. */
  readonly value: string;
  /** Where it was seen. */
  readonly evidence: readonly Evidence[];
  /** The flag that says it, without dashes; absent if none does. */
  readonly flag?: string;
  /** The values that it can have; absent if it is any text. */
  readonly choices?: readonly { readonly value: string; readonly name: string }[];
}

/** Everything that decides what is written: what it is, how it starts, and what the user chooses. */
export function decidingFacts({ input, template, detected, report, conclusion }: Onboarding): DecidingFact[] {
  const { catalog, line } = input;
  const { facts, kind } = detected;
  const { answers } = report;
  const version = facts.version?.settled ? facts.version : undefined;
  const processes = conclusion.processes.map(({ type, written, evidence }) => ({
    ...{ label: type, value: written, evidence: evidence.path === '' ? [] : [evidence] },
  }));
  const ofType = (type: string): DecidingFact => ({
    ...(processes.find(({ label }) => label === type) ?? { value: '', evidence: [] }),
    ...{ label: type, flag: type },
  });
  const { builds } = conclusion.project;
  const built = {
    label: 'build',
    value: builds,
    evidence: conclusion.buildPlace.path === '' ? [] : [conclusion.buildPlace],
  };
  return [
    { label: 'folder', value: line.values.root ?? '', evidence: [], flag: 'root' },
    {
      ...{ label: 'template', value: template.id, evidence: firstOf(kind), flag: 'template' },
      choices: catalog.templates
        .filter(({ onboard }) => onboard)
        .map(({ id, language }) => ({ value: id, name: `${language} (${id})` })),
    },
    ...commandFlags.map(ofType),
    ...processes.filter(({ label }) => !commandFlags.includes(label)),
    ...(template.detect.commands.building === undefined ? [] : [{ ...built, flag: 'build' }]),
    ...template.options.map((option) => ({
      ...{ label: option.name, value: answers.options[option.name] ?? '', flag: option.name },
      evidence: option.name === template.onboard?.option ? firstOf(version) : [],
      choices: choicesFor(option, true).map((value) => ({ value, name: value })),
    })),
    ...(template.onboard?.option === undefined ? found('version', version?.value, version) : []),
    ...origin(template, conclusion, line),
    { label: 'name', value: answers.name, evidence: [], flag: 'name' },
    { label: 'title', value: answers.title, evidence: [], flag: 'title' },
    ...axesFor(true).map(({ flag, values }) => ({
      ...{ label: flag, value: answers[flag], evidence: [], flag },
      choices: catalog[values].map(({ id, title }) => ({ value: id, name: title })),
    })),
  ];
}

/** Whether the user said it. */
export function isGiven({ input: { line } }: Pick<Onboarding, 'input'>, { flag = '' }: DecidingFact): boolean {
  const { options, ...given } = line.given;
  return Object.hasOwn({ ...line.values, ...given, ...options }, flag);
}

/** Where packages come from. */
function origin({ onboard }: Template, { project }: Conclusion, { values }: CommandLine): DecidingFact[] {
  if (onboard?.origin === undefined) return [];
  const { flag } = onboard.origin;
  return [
    {
      ...{ label: 'packages', value: values[flag] ?? originOf(project), flag },
      evidence: project.lock === undefined ? [] : [{ path: project.lock, line: 1, text: '' }],
      choices: origins.map((value) => ({ value, name: value })),
    },
  ];
}

const commandFlags = ['web', 'worker', 'release'];

const found = (label: string, value: string | undefined, fact: Fact | undefined): DecidingFact[] =>
  value ? [{ label, value, evidence: firstOf(fact) }] : [];

const firstOf = (fact: Fact | undefined): readonly Evidence[] => fact?.evidence.slice(0, 1) ?? [];
