import type { Dependency, Evidence } from '../../model/detection.js';
import type { DependencySource, NotationRules } from '../../model/detection-rules.js';
import { expression } from '../expressions.js';
import type { SearchedPaths } from '../paths.js';
import { fits } from '../versions.js';
import { isAddress, itselfAt, nameAt, shownAddress } from './addresses.js';
import { holdsFor, NoMarker, type Variables } from './markers.js';
import { isConstraint, requirementIn } from './requirement.js';

/** How much is read, in total and per file: real projects have less than a tenth of it. */
export const limits = {
  dependencies: 20_000,
  lines: 100_000,
  entry: 2_000,
  included: 100,
  depth: 20,
  refusals: 100,
} as const;

/** What all readers of one project share. */
export interface Reader extends SearchedPaths {
  readonly rules: NotationRules;
  /** The language's version that the app gets, such as "3.13". */
  readonly version: string;
  /** What markers may ask for. */
  readonly variables: Variables;
  /** Whether a process asks for an optional list by a flag. */
  readonly isAsked: (list: string) => boolean;
  /** Whether a process starts a program of a dependency. */
  readonly isStarted: (name: string) => boolean;
  /** Whether no list for production was found so far. */
  readonly isOpen: () => boolean;
  /** Set once a list says that the project itself is to be installed; with the optional lists that it asks for. */
  readonly itself: { isListed: boolean; readonly extras: Set<string> };
  /** Files that were read, or should have been. */
  readonly files: Set<string>;
  /** Lists that were read, the one that is read now last, and those that others include. */
  readonly lists: { readonly read: string[]; readonly included: Set<string> };
  /** How many entries couldn't be understood. */
  readonly refused: { count: number };
  /** Whether it doesn't matter what can't be understood. */
  readonly isQuiet?: boolean;
  /** Versions from files of constraints, by name. */
  readonly constraints: Map<string, string>;
}

/** Reads one source of dependencies. */
export type Notation = (reader: Reader, source: DependencySource, path: string) => Iterable<Dependency>;

/** How names of packages and lists are compared: https://peps.python.org/pep-0503/ */
export const plain = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** Says that a file can't be understood at one place, so that nothing else is concluded from it. */
export function refuse(
  { tree, refused, isQuiet = false }: Reader,
  { path, line }: Pick<Evidence, 'path' | 'line'>,
  why: string,
  fix: string,
): void {
  if (isQuiet) return;
  refused.count += 1;
  if (refused.count <= limits.refusals) tree.tell(path, `${why} (line ${line})`, { fix, line });
}

/** A reader of what only development needs: a fault there doesn't stop a build. */
export const quiet = (reader: Reader): Reader => ({ ...reader, isQuiet: true, files: new Set() });

export function isLong({ tree }: SearchedPaths, path: string, entry: string): boolean {
  if (entry.length <= limits.entry) return false;
  tree.tell(path, `an entry of more than ${limits.entry} characters was passed over`);
  return true;
}

/** As much of an entry as fits in a sentence. */
const brief = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59)}…`);

/** The dependency of one line or item; none if its marker excludes it, or if it can't be understood. */
export function fromRequirement(
  reader: Reader,
  entry: string,
  place: () => Evidence,
  development: boolean,
): Dependency[] {
  if (isAddress(entry)) return fromAddress(reader, entry, place, development);
  const requirement = requirementIn(entry);
  if (!requirement) {
    refuse(reader, place(), `${brief(entry)} is no requirement`, 'write it as <name>==<version>, or take it out');
    return [];
  }
  const { marker, name, extras, version } = requirement;
  if (!counts(reader, marker, place)) return [];
  const url = shownAddress(requirement.url);
  return [{ name, extras, version, url, development, evidence: place() }];
}

/** The dependency at an address; none if that is the project itself. */
export function fromAddress(reader: Reader, entry: string, place: () => Evidence, development: boolean): Dependency[] {
  const [, address = '', marker = ''] = /^(\S+)(?:\s+;(.*)|\s.*)?$/.exec(entry.trim()) ?? [];
  const extras = itselfAt(address);
  if (extras) {
    reader.itself.isListed = true;
    for (const each of extras) reader.itself.extras.add(plain(each));
    return [];
  }
  if (!counts(reader, marker, place)) return [];
  if (/\.(?:txt|in)$/.test(address) && reader.tree.exists(address)) {
    refuse(reader, place(), `${brief(address)} is a list and no package`, `write -r ${address}`);
    return [];
  }
  const shown = shownAddress(address);
  return [{ name: nameAt(shown), extras: [], version: '', url: shown, development, evidence: place() }];
}

/** Whether a marker holds here, or may hold. */
export function counts(reader: Reader, marker: string, place: () => Evidence): boolean {
  if (marker.trim() === '') return true;
  try {
    return holdsFor(marker, reader.variables, reader.itself.extras) !== false;
  } catch (error) {
    if (!(error instanceof NoMarker)) throw error;
    refuse(reader, place(), `${brief(marker.trim())} is no condition`, 'mend what comes after the semicolon');
    return true;
  }
}

/** Whether a range of the language's versions, as Poetry writes it, has the one that the app gets. */
export const isForVersion = ({ version }: Reader, wanted: string): boolean => version === '' || fits(version, wanted);

/** A version as tables have it; one that can't be read is told. */
export function constraintOf(reader: Reader, version: string, place: () => Evidence): string {
  if (!isConstraint(version))
    refuse(reader, place(), `${brief(version)} is no version`, 'write a version such as ^1.2 or >=1.2');
  return version;
}

/** Whether a list of this name is for development only. */
export const isForDevelopment = ({ rules }: Reader, list: string): boolean =>
  rules.development !== undefined && expression(rules.development).test(plain(list));

/** Whether a list of this name is what production needs. */
export const isForProduction = ({ rules, isAsked }: Reader, list: string): boolean =>
  isAsked(plain(list)) || (rules.production !== undefined && expression(rules.production).test(plain(list)));
