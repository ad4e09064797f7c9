import * as v from 'valibot';
import { axes, axisAnswers, forAxes } from '../model/axes.js';
import { boundedJson } from '../model/bounded-json.js';
import { ownPackage } from '../catalog/paths.js';
import type { Onboarded } from '../model/detection.js';
import type { Answers, PartialAnswers, RenderedFile } from '../model/pipeline.js';
import type { Catalog } from '../model/catalog.js';
import { UserError } from '../model/errors.js';
import * as forms from '../model/forms.js';
import { storedPath, storedRecord } from '../model/records.js';
import { checkPartial } from './partial.js';
import { find } from '../catalog/find.js';
import { fittedProject } from '../project/project-form.js';

/** The answers from last time that are still valid. */
export interface Stored {
  readonly given: PartialAnswers;
  /** One sentence for each stored answer that the catalog no longer offers. */
  readonly dropped: readonly string[];
  /** What was detected about an existing project. */
  readonly project?: Onboarded;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const word = forms.text(1000);

/** The forms of the answers; whether the catalog offers them is checked later. */
const answerForms = {
  ...{ template: word, name: word, title: word },
  ...forAxes(() => word),
  addons: forms.list(word, 50),
};

const recordForm = v.custom<Readonly<Record<string, unknown>>>(isRecord, 'it is not a record');

const optionsForm = v.pipe(
  recordForm,
  v.transform((options) => Object.entries(options)),
  v.maxLength(50, 'it is too long'),
);

/**
 * Reads the answers of the last run.
 *
 * @param text content of .yo-rc.json; undefined if there is no such file
 * @throws UserError if the file isn't a JSON object
 */
export function readStored(catalog: Catalog, text: string | undefined): Stored {
  const stored = text === undefined ? undefined : parse(text)[ownPackage.name];
  const own = isRecord(stored) ? stored : {};
  const dropped: string[] = [];
  const drop = (what: string, value: unknown, why: string): void => {
    dropped.push(`${storedPath} says ${what} ${briefly(value)}, which ${why}; it is ignored.`);
  };
  const formed = <Output>(what: string, form: v.GenericSchema<unknown, Output>, value: unknown): Output | undefined => {
    if (value === undefined) return undefined;
    const { success, output, issues } = v.safeParse(form, value, { abortEarly: true });
    if (success) return output;
    drop(what, value, `cannot be used: ${issues[0].message}`);
    return undefined;
  };
  /** A part of the answers if the catalog offers it, or undefined. */
  const offered = (flag: string, value: unknown, part: PartialAnswers): PartialAnswers | undefined => {
    try {
      checkPartial(catalog, part, own.project !== undefined);
      return part;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      drop(flag, value, 'is not offered anymore');
      return undefined;
    }
  };

  let given: PartialAnswers = { options: {} };
  for (const flag of ['template', 'name', 'title', ...axes.map((axis) => axis.flag)] as const) {
    const value = formed(flag, answerForms[flag], own[flag]);
    if (value !== undefined) given = { ...given, ...offered(flag, value, { [flag]: value, options: {} }) };
  }
  const { template } = given;
  if (template === undefined) return { given, dropped };
  const addons = formed('addons', answerForms.addons, own.addons);
  if (addons) given = { ...given, ...offered('addons', addons, { template, addons, options: {} }) };
  const options = (formed('options', optionsForm, own.options) ?? []).flatMap(([name, stored]) => {
    const value = formed(name, word, stored);
    const part = value === undefined ? undefined : offered(name, value, { template, options: { [name]: value } });
    return Object.entries(part?.options ?? {});
  });
  given = { ...given, options: Object.fromEntries(options) };
  if (own.project === undefined) return { given, dropped };
  const parts = formed('project', recordForm, own.project) ?? {};
  const { project, misfits } = fittedProject(find(catalog.templates, 'template', template), parts);
  for (const { part, item, why } of misfits.slice(0, 20)) drop(`project.${part}`, item, `cannot be used: ${why}`);
  return { given, dropped, project };
}

/** A value as JSON, as much of it as fits in a line. */
const briefly = (value: unknown): string => {
  const line = JSON.stringify(value);
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
};

/**
 * Builds the file of answers, keeping what other generators wrote in it.
 *
 * @param text its current content, if there is any
 */
export function storedFile(text: string | undefined, answers: Answers): RenderedFile {
  const { template, name, title, addons, options, project } = answers;
  const all = {
    ...(text === undefined ? {} : parse(text)),
    [ownPackage.name]: {
      template,
      name,
      title,
      ...axisAnswers(answers),
      addons,
      options,
      ...(project ? { project } : {}),
    },
  };
  return {
    content: Buffer.from(`${JSON.stringify(all, null, 2)}\n`),
    mode: 0o644,
    ownership: 'record',
    reason: storedRecord.reason,
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = boundedJson(text);
    if (isRecord(value)) return value;
  } catch {
    // reported below, in the same words as any other text that isn't an object
  }
  throw new UserError({
    headline: `${storedPath} cannot be read`,
    detail: 'It must contain a JSON object with one key per generator. It may contain an unfinished edit or merge.',
    fix: `mend ${storedPath}, or remove it: you will be asked those questions again`,
    url: 'https://yeoman.io/authoring/storage',
  });
}
