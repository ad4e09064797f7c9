import { ownPackage } from '../catalog/roots.js';
import type { Onboarded } from '../detection.js';
import type { Answers, Catalog, RenderedFile } from '../domain.js';
import { UserError } from '../errors.js';
import { storedPath, storedRecord } from '../records.js';
import { checkGiven, type Given } from './given.js';

/** What was answered last time, as far as it still holds. */
export interface Stored {
  readonly given: Given;
  /** One sentence for each stored answer that the catalog no longer offers. */
  readonly dropped: readonly string[];
  /** What was found out about a project that was there before. */
  readonly project?: Onboarded;
}

/**
 * Reads the answers of the last run.
 *
 * @param text content of .yo-rc.json; nothing when there is no such file
 * @throws UserError when the file is no JSON object
 */
export function readStored(catalog: Catalog, text: string | undefined): Stored {
  const own = record(text === undefined ? {} : parse(text)[ownPackage.name]);
  const dropped: string[] = [];
  const keep = (part: Given, flag: string, value: unknown): Given => {
    try {
      checkGiven(catalog, part);
      return part;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      dropped.push(
        `${storedPath} says ${flag} ${JSON.stringify(value)}, which is not offered any more; it is ignored.`,
      );
      return { options: {} };
    }
  };
  let given: Given = { options: {} };
  for (const flag of ['template', 'name', 'title', 'base', 'ci'] as const) {
    const value = own[flag];
    if (typeof value === 'string') given = { ...given, ...keep({ [flag]: value, options: {} }, flag, value) };
  }
  if (given.template === undefined) return { given, dropped };
  const project = storedProject(own.project);
  const { template } = given;
  if (Array.isArray(own.addons)) {
    const addons = own.addons.map(String);
    given = { ...given, ...keep({ template, addons, options: {} }, 'addons', own.addons) };
  }
  const options = Object.entries(record(own.options)).flatMap(([flag, value]) =>
    typeof value === 'string'
      ? Object.entries(keep({ template, options: { [flag]: value } }, flag, value).options)
      : [],
  );
  return { given: { ...given, options: Object.fromEntries(options) }, dropped, ...(project ? { project } : {}) };
}

/**
 * Makes the file of answers, keeping what other generators wrote into it.
 *
 * @param text its present content, if there is any
 */
export function storedFile(text: string | undefined, answers: Answers): RenderedFile {
  const { template, name, title, base, ci, addons, options, project } = answers;
  const all = {
    ...(text === undefined ? {} : parse(text)),
    [ownPackage.name]: { template, name, title, base, ci, addons, options, ...(project ? { project } : {}) },
  };
  return {
    content: Buffer.from(`${JSON.stringify(all, null, 2)}\n`),
    mode: 0o644,
    ownership: 'record',
    reason: storedRecord.reason,
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // told below, in the same words as any other text that is no object
  }
  throw new UserError({
    headline: `${storedPath} cannot be read`,
    detail: 'It should hold a JSON object with one key for each generator; a half-done edit or merge may be in it.',
    fix: `mend ${storedPath}, or remove it: you will be asked its answers again`,
    url: 'https://yeoman.io/authoring/storage',
  });
}

/** The project as it was stored; parts that are not of its form are taken as not there. */
function storedProject(value: unknown): Onboarded | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { processes, builds, ...rest } = record(value);
  const words = (all: unknown): string[] =>
    Array.isArray(all) ? all.filter((each): each is string => typeof each === 'string') : [];
  const commands = Object.entries(record(processes)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    processes: Object.fromEntries(commands),
    packages: words(rest.packages),
    programs: words(rest.programs),
    builds: typeof builds === 'string' ? builds : '',
    manifests: words(rest.manifests),
  };
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
