import type { Dependency } from '../model/detection.js';
import type { DependencySource, DetectRules } from '../model/detection-rules.js';
import { keyFinder } from './evidence.js';
import { linesIn } from './notations/lines.js';
import { elsewhereIn, listIn, listsIn } from './notations/lists.js';
import { filesNamed, literalIn, sectionIn } from './notations/literals.js';
import { otherListIn } from './notations/other-lists.js';
import { matchedIn } from './notations/patterns.js';
import { limits, plain, quiet, type Notation, type Reader } from './notations/reader.js';
import { tableIn, tablesIn } from './notations/tables.js';
import { pathsFor, type SearchedPaths } from './paths.js';
import { dataOf, textOf, valuesAt } from './values.js';

/** The rules of a template that say where dependencies are declared. */
export type DeclaringRules = Pick<DetectRules, 'dependencies' | 'notation'> & {
  readonly commands: Pick<DetectRules['commands'], 'brings'>;
};

/** What a project declares, and the files that were read for it, or should have been. */
export interface Declared {
  readonly dependencies: readonly Dependency[];
  readonly files: ReadonlySet<string>;
  /** Of the lists with a requirement per line, those that together have all that production needs of such lists. */
  readonly lists: readonly string[];
}

const notations: Readonly<Record<NonNullable<DependencySource['form']>, Notation>> = {
  lines: (reader, source, path) => linesIn(reader, source, path),
  list: listIn,
  lists: listsIn,
  table: tableIn,
  tables: tablesIn,
  files: filesIn,
  literal: literalIn,
  section: sectionIn,
  elsewhere: elsewhereIn,
};

/**
 * Every declared dependency of a project, each name once; if two files differ, the first one counts.
 *
 * @param version the language's version that the app gets, such as "3.13"
 * @param commands of the project's processes
 */
export function dependenciesOf(
  ground: SearchedPaths,
  rules: DeclaringRules,
  version = '',
  commands: readonly string[] = [],
): Declared {
  const found = new Map<string, Dependency>();
  const telling = new Set<string>();
  const isOpen = (): boolean => [...found.values()].every(({ development }) => development);
  const reader: Reader = { ...readerFor(ground, rules, version, commands), isOpen };
  for (const source of rules.dependencies) {
    if (source.instead !== undefined && !(isOpen() && !isRefused(reader)) && !isOfItself(reader, source)) continue;
    for (const each of entriesOf(source.development === true ? quiet(reader) : reader, source)) {
      const name = each.name.toLowerCase();
      const before = found.get(name);
      if (!before && found.size === limits.dependencies) {
        ground.tree.tell(each.evidence.path, `only the first ${limits.dependencies} dependencies were read`);
        return { dependencies: [...found.values()], files: reader.files, lists: [...telling] };
      }
      if (before && (each.development || !before.development)) continue;
      found.set(name, each);
      const list = reader.lists.read.at(-1);
      if (source.form === 'lines' && !each.development && list !== undefined) telling.add(list);
    }
  }
  const dependencies = [...found.values()].map((each) => constrained(reader, each));
  const lists = [...telling].filter((path) => !reader.lists.included.has(path));
  return { dependencies, files: reader.files, lists };
}

function readerFor(
  ground: SearchedPaths,
  rules: DeclaringRules,
  version: string,
  commands: readonly string[],
): Omit<Reader, 'isOpen'> {
  const {
    notation = {},
    commands: { brings },
  } = rules;
  const split = commands.map((each) => each.slice(0, limits.entry).split(/[\s;&|()"'`]+/));
  const words = new Set(split.flat());
  const asked = new Set(split.flatMap((each) => each.map((word, index) => `${word} ${plain(each[index + 1] ?? '')}`)));
  return {
    ...{ tree: ground.tree, common: ground.common, rules: notation, version },
    variables: Object.fromEntries(
      Object.entries(notation.variables ?? {}).map(([name, value]) => [name, value.replace('{version}', version)]),
    ),
    isAsked: (list) =>
      notation.asking?.some((flag) => words.has(`${flag}=${list}`) || asked.has(`${flag} ${list}`)) === true,
    isStarted: (name) => (brings[plain(name)] ?? [plain(name)]).some((program) => words.has(program)),
    itself: { isListed: false, extras: new Set() },
    files: new Set(),
    lists: { read: [], included: new Set() },
    refused: { count: 0 },
    constraints: new Map(),
  };
}

/** Whether one of the lists couldn't be understood. */
const isRefused = ({ tree, files }: Reader): boolean =>
  tree.unread().some(({ path, fix }) => fix !== undefined && files.has(path));

/** The project's own list counts too, if another list says that the project is to be installed. */
const isOfItself = ({ itself }: Reader, { form }: DependencySource): boolean =>
  itself.isListed && (form === 'section' || form === 'literal');

function* entriesOf(reader: Reader, source: DependencySource): Generator<Dependency> {
  if (source.form === 'lines' && source.instead !== undefined) {
    yield* otherListIn(reader, source);
    return;
  }
  for (const path of new Set(pathsFor(reader, source.file))) {
    reader.files.add(path);
    yield* source.form === undefined ? matchedIn(reader, source, path) : notations[source.form](reader, source, path);
  }
  // A link that leads nowhere isn't found, but it was meant to be read.
  for (const path of [source.file].flat()) if (!/[*?{[]/.test(path)) reader.files.add(path);
}

function* filesIn(reader: Reader, source: DependencySource, path: string): Generator<Dependency> {
  for (const { value } of valuesAt(dataOf(reader.tree, path), source.at ?? '')) {
    const names = (Array.isArray(value) ? value : [value]).map(textOf);
    const find = keyFinder(reader.tree, path, reader.tree.text(path) ?? '');
    for (const name of names) yield* filesNamed(reader, source, find('', name), [name]);
  }
}

/** A dependency with what files of constraints say about its version. */
function constrained({ constraints }: Reader, dependency: Dependency): Dependency {
  const more = constraints.get(plain(dependency.name));
  if (more === undefined || dependency.url !== '') return dependency;
  return { ...dependency, version: [dependency.version, more].filter(Boolean).join(',') };
}
