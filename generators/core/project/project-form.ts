import picomatch from 'picomatch';
import * as v from 'valibot';
import type { Onboarded } from '../model/detection.js';
import type { Template } from '../model/catalog.js';
import * as forms from '../model/forms.js';
import { isPlain } from './process/building.js';

/** The parts of a project that are valid, and each part that isn't. */
export interface Fitted {
  readonly project: Onboarded;
  readonly misfits: readonly Misfit[];
}

/** A part of a project that can't be used. */
export interface Misfit {
  /** The part, e.g. "processes". */
  readonly part: keyof Onboarded;
  /** The process type, or the item itself. */
  readonly item: unknown;
  /** What is wrong with it, e.g. "it is too long". */
  readonly why: string;
}

/** Maximum number of items in a list; far more than any project needs. */
const most = {
  ...{ processes: 100, packages: 5000, programs: 500, manifests: 100 },
  ...{ variables: 200, services: 20, settings: 20 },
} as const;

/**
 * Keeps the parts of a project that have the format templates rely on. What is stored and what was detected both go
 * through here, so that a project reads back as it was written.
 *
 * @param template whose rules list the allowed build commands and manifests
 * @param value a project, as stored or detected
 */
export function fittedProject(
  { detect, onboard }: Pick<Template, 'detect' | 'onboard'>,
  value: Readonly<Record<string, unknown>>,
): Fitted {
  const misfits: Misfit[] = [];
  const fits = <Output>(
    part: keyof Onboarded,
    form: v.GenericSchema<unknown, Output>,
    item: unknown,
    name = item,
  ): Output[] => {
    const { success, output, issues } = v.safeParse(form, item, { abortEarly: true });
    if (success) return [output];
    misfits.push({ part, item: name, why: issues[0].message });
    return [];
  };
  const items = <Output>(part: keyof typeof most, form: v.GenericSchema<unknown, Output>): Output[] =>
    fits(part, forms.list(v.unknown(), most[part]), value[part] ?? []).flatMap((all) =>
      all.flatMap((item) => fits(part, form, item)),
    );
  const processes = fits('processes', processesForm, value.processes ?? {}).flatMap((all) =>
    all.flatMap((entry) => fits('processes', processForm, entry, entry[0])),
  );
  const isWeb = ([type]: (typeof processes)[number]): number => Number(type === 'web');
  const [dockerfile = standard] = fits('dockerfile', dockerfileForm, value.dockerfile ?? standard);
  const settings = items('settings', settingForm(detect));
  const [registry] = fits('registry', v.optional(forms.registry), value.registry);
  const [lock] = fits('lock', lockForm(detect, onboard), value.lock);
  const values = fits('values', valuesForm, value.values ?? {}).flatMap((all) =>
    all.flatMap((entry) => fits('values', valueForm, entry, entry[0])),
  );
  const [builds = ''] = fits('builds', buildsForm(detect), value.builds ?? '');
  return {
    project: {
      processes: Object.fromEntries(processes.toSorted((a, b) => isWeb(b) - isWeb(a))),
      packages: items('packages', forms.nixPackage),
      programs: items('programs', forms.plainFolder),
      builds,
      manifests: items('manifests', manifestForm(detect, onboard)),
      variables: items('variables', forms.variable),
      ...(values.length === 0 ? {} : { values: Object.fromEntries(values) }),
      services: items('services', forms.catalogName),
      dockerfile,
      ...(registry === undefined ? {} : { registry }),
      ...(settings.length === 0 ? {} : { settings }),
      ...(lock === undefined ? {} : { lock }),
    },
    misfits,
  };
}

const standard = 'Dockerfile';

/** Ours, beside one of the project's own. */
const dockerfileForm = v.picklist([standard, `heroku.${standard}`], 'ours never has this name');

const entriesForm = (longest: number) =>
  v.pipe(
    v.custom<object>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'it is no record',
    ),
    v.transform((record): [string, unknown][] => Object.entries(record)),
    v.maxLength(longest, 'it is too long'),
  );

const processesForm = entriesForm(most.processes);

const valuesForm = entriesForm(most.variables);

const valueForm = v.tuple([forms.variable, forms.variableValue]);

const processForm = v.tuple([forms.processType, forms.command]);

/** Each command comes from the rules verbatim, or is one in plain words. */
const buildsForm = ({ facts, commands }: Template['detect']) => {
  const known = new Set((facts.build ?? []).flatMap(({ value = '' }) => value));
  const isUsable = (each: string): boolean => known.has(each) || (commands.building !== undefined && isPlain(each));
  return v.pipe(
    forms.text(2000),
    v.check(
      (all) => all === '' || all.split(' && ').every(isUsable),
      'a build takes commands of plain words, separated by " && "',
    ),
  );
};

/** As verbatim as the build commands. */
const settingForm = ({ lists }: Template['detect']) =>
  v.picklist(
    (lists.settings ?? []).flatMap(({ value = '' }) => value),
    'no template has such a setting',
  );

const lockForm = ({ lock }: Template['detect'], onboard: Template['onboard']) =>
  v.optional(
    v.picklist(
      [...(lock?.kinds ?? []).map(({ id }) => id), ...(onboard?.origin?.locks ?? []).map(({ file }) => file)],
      'no template reads such a lock file',
    ),
  );

const manifestForm = ({ lists }: Template['detect'], onboard: Template['onboard']) => {
  const locks = (onboard?.origin?.locks ?? []).flatMap(({ file, beside }) => [file, ...beside]);
  const globs = [...(lists.manifests ?? []).flatMap(({ file = [] }) => file), ...locks];
  const isNamed = globs.length === 0 ? () => false : picomatch(globs, { dot: true });
  return v.pipe(forms.plainPath, v.check(isNamed, 'no template reads such a file'));
};
