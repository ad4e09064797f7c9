import type { Dependency, Detected, Observation } from '../../model/detection.js';
import type { Catalog } from '../../model/catalog.js';
import { shellWord } from '../../model/shell.js';
import { shownAll } from '../../model/shown.js';
import { style } from '../../terminal/style.js';
import { columns } from '../../terminal/text.js';
import { place, placeWithText } from './places.js';

/** How many of the files that weren't read are listed. */
const most = 20;

/** Facts and lists by the question that they answer; what isn't named here answers the third. */
const identity = ['name', 'framework', 'version', 'requires', 'manager', 'workspaces', 'existing'];
const starting = ['start', 'build', 'built', 'programs', 'serves', 'port', 'local', 'fixed'];

/** What was detected, and from what, for people to read: by the questions that they have. */
export function explanation({ templates }: Pick<Catalog, 'templates'>, detected: Detected): string {
  const { root, kind, facts, lists, dependencies, processes, misspelled, parts, size, unread, template } =
    shownAll(detected);
  const language = (id: string): string => templates.find((each) => each.id === id)?.language ?? id;
  const told = teller();
  const named = (isAsked: (name: string) => boolean): string[] => [
    ...Object.entries(facts).flatMap(([name, fact]) =>
      fact && isAsked(name)
        ? [
            ...told(name, fact, fact.settled),
            ...fact.alternatives.slice(0, 4).flatMap((each) => told('  or', each, true)),
          ]
        : [],
    ),
    ...Object.entries(lists).flatMap(([name, all]) =>
      isAsked(name) ? (all ?? []).flatMap((each) => told(name, each, true)) : [],
    ),
  ];
  return [
    style.bold(root),
    `${size.files} files were looked at${size.cut ? ', those nearest to the root; there are more' : ''}.`,
    style.dim('The numbers say how sure a rule is, up to 1.00. From 0.60 on, what it says is used without asking.'),
    ...asked('What is it?', [
      ...(kind
        ? told('language', { ...kind, value: language(kind.value) }, kind.settled)
        : [labelled('language', 'unknown')]),
      ...(kind?.alternatives ?? []).flatMap((each) => told('  or', { ...each, value: language(each.value) }, true)),
      ...(template === undefined ? [] : [labelled('template', template)]),
      ...named((name) => identity.includes(name)),
    ]),
    ...asked('How does it start?', [
      ...processes.flatMap(({ type, command, evidence }) => [
        labelled('process', `${type}: ${command}`),
        style.dim(`              ${place(evidence)}`),
      ]),
      ...named((name) => starting.includes(name)),
    ]),
    ...asked('What does it need?', [
      ...named((name) => ![...identity, ...starting].includes(name)),
      ...(dependencies.length > 0 ? ['dependencies', columns(dependencies.map(row))] : []),
    ]),
    ...asked('What was left out?', [
      ...misspelled.map(({ path, meant }) => labelled('misspelled', `${path}: meant to be ${meant}?`)),
      ...unread.slice(0, most).map(({ path, why }) => labelled('not read', `${path}: ${why}`)),
      ...(unread.length > most ? [labelled('not read', `and ${unread.length - most} more files`)] : []),
      ...parts.map((part) => labelled('part', `--root ${shellWord(part.path)} (${language(part.kind)})`)),
    ]),
    '',
  ].join('\n');
}

/** The lines that answer a question; nothing if there are none. */
const asked = (question: string, answers: readonly string[]): string[] =>
  answers.length === 0 ? [] : ['', style.bold(question), ...answers];

const row = ({ name, version, development, evidence }: Dependency): readonly string[] => [
  `${name} ${version}${development ? ' (development)' : ''}`.trimEnd(),
  style.dim(place(evidence)),
];

/** The names of facts and lists have at most ten letters. */
const labelled = (name: string, text: string): string => `${name.padEnd(12)}${text}`;

/** Tells values with their places: the text of each place only once. */
function teller() {
  const before = new Set<string>();
  const placeOf = (each: Observation['evidence'][number]): string => {
    const isNew = !before.has(place(each));
    before.add(place(each));
    return isNew ? placeWithText(each) : place(each);
  };
  return (name: string, { value, confidence, evidence }: Observation, settled: boolean): string[] => [
    `${labelled(name, value)}  ${style.dim(confidence.toFixed(2))}${settled ? '' : style.yellow('  not certain')}`,
    ...evidence.map((each) => style.dim(`              ${placeOf(each)}`)),
  ];
}
