import type { Dependency, Detected, Observation } from '../../model/detection.js';
import type { Catalog } from '../../model/catalog.js';
import { shownAll } from '../../model/shown.js';
import { style } from '../../terminal/style.js';
import { columns } from '../../terminal/text.js';
import { place, placeWithText } from './places.js';

/** How many of the files that weren't read are listed. */
const most = 20;

/** What was detected, and from what, for people to read. */
export function explanation({ templates }: Pick<Catalog, 'templates'>, detected: Detected): string {
  const { root, kind, facts, lists, dependencies, processes, misspelled, parts, size, unread, template } =
    shownAll(detected);
  const language = (id: string): string => templates.find((each) => each.id === id)?.language ?? id;
  const named = Object.entries(facts).flatMap(([name, fact]) => (fact ? [{ name, fact }] : []));
  const many = Object.entries(lists).flatMap(([name, all]) => (all && all.length > 0 ? [{ name, all }] : []));
  return [
    style.bold(root),
    `${size.files} files were looked at${size.cut ? ', those nearest to the root; there are more' : ''}.`,
    '',
    ...(kind
      ? told('language', { ...kind, value: language(kind.value) }, kind.settled)
      : [labelled('language', 'unknown')]),
    ...(kind?.alternatives ?? []).flatMap((each) => told('  or', { ...each, value: language(each.value) }, true)),
    ...(template === undefined ? [] : [labelled('template', template)]),
    ...named.flatMap(({ name, fact }) => [
      ...told(name, fact, fact.settled),
      ...fact.alternatives.slice(0, 4).flatMap((each) => told('  or', each, true)),
    ]),
    ...many.flatMap(({ name, all }) => all.flatMap((each) => told(name, each, true))),
    ...processes.flatMap(({ type, command, evidence }) => [
      labelled('process', `${type}: ${command}`),
      style.dim(`              ${place(evidence)}`),
    ]),
    ...(dependencies.length > 0 ? ['dependencies', columns(dependencies.map(row))] : []),
    ...misspelled.map(({ path, meant }) => labelled('misspelled', `${path}: meant to be ${meant}?`)),
    ...unread.slice(0, most).map(({ path, why }) => labelled('not read', `${path}: ${why}`)),
    ...(unread.length > most ? [labelled('not read', `and ${unread.length - most} more files`)] : []),
    ...parts.map((part) => labelled('part', `${part.path} (${language(part.kind)})`)),
    '',
  ].join('\n');
}

const row = ({ name, version, development, evidence }: Dependency): readonly string[] => [
  `${name} ${version}${development ? ' (development)' : ''}`.trimEnd(),
  style.dim(place(evidence)),
];

/** The names of facts and lists have at most ten letters. */
const labelled = (name: string, text: string): string => `${name.padEnd(12)}${text}`;

function told(name: string, { value, confidence, evidence }: Observation, settled: boolean): string[] {
  const doubt = settled ? '' : style.yellow('  not certain');
  return [
    `${labelled(name, value)}  ${style.dim(confidence.toFixed(2))}${doubt}`,
    ...evidence.map((each) => style.dim(`              ${placeWithText(each)}`)),
  ];
}
