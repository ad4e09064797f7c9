import type { LockedForm } from '../../model/locked.js';
import { recordOf, textOf, valuesAt } from '../values.js';

/** A package in a lock file. */
export interface Locked {
  readonly name: string;
  /** The name as the file has it. */
  readonly spelt: string;
  readonly version: string;
  readonly needs: readonly Need[];
  readonly extras: Readonly<Record<string, readonly Need[]>>;
  /** It is installed if one of these conditions holds; without any, always. */
  readonly markers: readonly string[];
  readonly files: readonly LockedFile[];
  /** The folder of the project that it is, if it is one. */
  readonly folder: string | undefined;
  readonly commit: string | undefined;
}

/** What a package needs. */
export interface Need {
  readonly name: string;
  readonly extras: readonly string[];
  readonly marker: string;
  /** Which of several versions it is. */
  readonly version: string;
}

/** A file of a package. */
export interface LockedFile {
  readonly name: string;
  readonly address: string;
  readonly hash: string;
}

/** How many packages, and how many of anything in one of them, are read; real locks have a tenth of it. */
const limits = { packages: 10_000, each: 2_000 } as const;

/** A name as indexes compare it: https://peps.python.org/pep-0503/. */
export const normal = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** The packages in a lock file; undefined if it has no list of them. */
export function readLocked(form: LockedForm, data: unknown): Locked[] | undefined {
  const [found] = valuesAt(data, form.at);
  if (!Array.isArray(found?.value)) return undefined;
  const files = recordOf(form.byName === undefined ? undefined : valuesAt(data, form.byName)[0]?.value);
  return found.value.slice(0, limits.packages).map((each: unknown) => packageOf(form, each, files));
}

function packageOf(form: LockedForm, value: unknown, byName: Readonly<Record<string, unknown>>): Locked {
  const first = (at: string): unknown => (at === '' ? undefined : valuesAt(value, at)[0]?.value);
  const record = recordOf(value);
  const spelt = wordOf(record.name);
  return {
    name: normal(spelt),
    spelt,
    version: wordOf(record.version),
    needs: needsOf(first(form.dependencies)),
    extras: Object.fromEntries(
      Object.entries(recordOf(first(form.extras)))
        .slice(0, limits.each)
        .map(([name, needs]) => [normal(name), needsOf(needs)]),
    ),
    markers: textsIn(first(form.markers)),
    files: [...form.files.map(first), Object.hasOwn(byName, spelt) ? byName[spelt] : []].flatMap((files) =>
      [files]
        .flat()
        .slice(0, limits.each)
        .flatMap((file) => fileOf(form, file)),
    ),
    folder: form.folder.map(first).map(wordOf).find(Boolean),
    commit: wordOf(first(form.commit)) || undefined,
  };
}

function fileOf(form: LockedForm, value: unknown): LockedFile[] {
  if (typeof value !== 'object' || value === null) return [];
  const first = (at: string): string => wordOf(valuesAt(value, at)[0]?.value);
  const address = first(form.address) || first('path');
  const [plain = ''] = address.split(/[?#]/, 1);
  const name = first(form.name) || plain.slice(plain.lastIndexOf('/') + 1);
  return [{ name, address, hash: first(form.hash) }];
}

/** What is needed, as a list of tables or texts, or as a table of them. */
function needsOf(value: unknown): Need[] {
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((each: unknown) => ['', each])
    : Object.entries(recordOf(value));
  return entries.slice(0, limits.each).flatMap(([name, each]) => [each].flat().flatMap((one) => needOf(name, one)));
}

function needOf(key: string, value: unknown): Need[] {
  if (typeof value === 'string' && key === '') {
    const [, name = '', extras = '', marker = ''] =
      /^\s{0,9}([\w.-]{1,200})\s{0,9}(?:\[([^\]]{0,500})\])?[^;]{0,500}(?:;(.{0,1000}))?/.exec(value) ?? [];
    return name === ''
      ? []
      : [{ name: normal(name), extras: extras.split(/[ ,]+/).filter(Boolean), marker, version: '' }];
  }
  const { name = key, extra, extras = extra, marker, markers = marker, optional, version } = recordOf(value);
  if (optional === true || wordOf(name) === '') return [];
  const wanted = key === '' ? wordOf(version) : '';
  return [
    { name: normal(wordOf(name)), extras: textsIn(extras), marker: textsIn(markers).join(' or '), version: wanted },
  ];
}

const textsIn = (value: unknown): string[] =>
  (typeof value === 'object' && value !== null ? Object.values(value) : [value])
    .slice(0, limits.each)
    .map(wordOf)
    .filter(Boolean);

const wordOf = (value: unknown): string => (typeof value === 'string' ? textOf(value) : '');
