import picomatch from 'picomatch';
import type { Detected, Observation, Onboarded } from '../model/detection.js';
import type { ConfigRules, NamePattern } from '../model/detection-rules.js';
import type { Process } from './processes.js';
import { expression } from './expressions.js';
import { firstOfEach } from './first-of-each.js';

type Lists = Pick<Detected, 'lists'>;

/**
 * The config vars that an app doesn't start without: it reads them without a default, or ends if they are absent. Heroku
 * and its add-ons have no value for them, and the commands of its processes don't set them.
 */
export function neededVariables(config: ConfigRules, { lists }: Lists, processes: readonly Process[]): Observation[] {
  const read = namesOf([...(lists.read ?? []), ...(lists.documented ?? [])]);
  const checked = (lists.checked ?? []).filter(({ value }) => read.has(value));
  const set = setByCommands(processes);
  const all = distinct([...(lists.needed ?? []), ...checked]).filter(({ value }) => !set.has(value));
  return inApp(config, without(config, lists, all));
}

/** Config vars that an app reads without a default, and that its own files list; it may start without them. */
export function possibleVariables(config: ConfigRules, { lists }: Lists, processes: readonly Process[]): Observation[] {
  const needed = namesOf(neededVariables(config, { lists }, processes));
  const documented = namesOf(lists.documented ?? []);
  const set = setByCommands(processes);
  const read = (lists.read ?? []).filter(({ value }) => documented.has(value) && !needed.has(value) && !set.has(value));
  return inApp(config, without(config, lists, read));
}

/** Whether anyone may make up its value. */
export const isSecret = ({ secret }: ConfigRules, name: string): boolean => secret.some(fits(name));

/** A value that lets an app start where nothing real is there. */
export const exampleOf = (config: ConfigRules, name: string): string =>
  usualOf(config, name) ?? config.examples.find(fits(name))?.value ?? 'x';

/** A value that fits production: one that the project's code allows, or that means the same everywhere. */
export const knownValue = (
  config: ConfigRules,
  { values }: Pick<Onboarded, 'values'>,
  name: string,
): string | undefined => values?.[name] ?? usualOf(config, name);

/** A value that means the same everywhere and fits production. */
const usualOf = ({ usual }: ConfigRules, name: string): string | undefined => usual.find(fits(name))?.value;

/**
 * Of each config var, a value that fits production, where code lists those that it allows.
 *
 * @param names of config vars
 */
export function allowedValues(config: ConfigRules, { lists }: Lists, names: readonly string[]): Record<string, string> {
  const listed = (lists.allowed ?? []).map(({ value }) => {
    const [name = '', ...words] = value.split('=');
    return {
      name,
      values: [...words.join('=').matchAll(/(["'`])([^"'`\n]{1,100})\1/g)].map(([, , word = '']) => word),
    };
  });
  return Object.fromEntries(
    names.flatMap((name) => {
      const [values = []] = listed.filter((each) => each.name === name).map((each) => each.values);
      const wanted = [usualOf(config, name) ?? '', ...config.preferred];
      const best = wanted.flatMap((word) => values.filter((each) => each.toLowerCase() === word));
      const [value] = [...best, ...values].filter((each) => plain.test(each));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Needs no quotes. */
const plain = /^[A-Za-z0-9][\w.:-]*$/;

const fits =
  (name: string) =>
  ({ pattern }: NamePattern): boolean =>
    expression(pattern).test(name);

/** Those that neither the code itself, nor Heroku, nor a service that the app uses gives a value. */
function without({ provided, services }: ConfigRules, lists: Detected['lists'], all: readonly Observation[]) {
  const given = namesOf(lists.given ?? []);
  const used = namesOf(lists.services ?? []);
  const isService = (name: string): boolean => Object.hasOwn(services, name) && used.has(services[name] ?? '');
  return all.filter(
    ({ value }) => value.length <= 100 && !given.has(value) && !provided.some(fits(value)) && !isService(value),
  );
}

/** What only scripts beside the app read doesn't stop it. */
function inApp({ elsewhere }: ConfigRules, all: readonly Observation[]): Observation[] {
  const isElsewhere = elsewhere.length === 0 ? () => false : picomatch([...elsewhere], { dot: true });
  return all.flatMap((each) => {
    const evidence = each.evidence.filter(({ path }) => !isElsewhere(path));
    return evidence.length === 0 ? [] : [{ ...each, evidence }];
  });
}

/** The variables that each process's command sets. */
function setByCommands(processes: readonly Process[]): ReadonlySet<string> {
  const [first = [], ...others] = processes.map(({ followed }) =>
    Object.keys(followed.starts.at(-1)?.environment ?? {}),
  );
  return new Set(first.filter((name) => others.every((each) => each.includes(name))));
}

const namesOf = (all: readonly Observation[]): Set<string> => new Set(all.map(({ value }) => value));

const distinct = (all: readonly Observation[]): Observation[] => firstOfEach(all, ({ value }) => value);
