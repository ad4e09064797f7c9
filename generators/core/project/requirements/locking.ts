import type { Evidence } from '../../model/detection.js';
import type { OriginRules } from '../../model/locked.js';
import { shellWord } from '../../model/shell.js';
import { evidenceAt, evidenceOf } from '../evidence.js';
import { filled } from '../filled.js';
import { versionFor, type LockRead } from '../locked/origin.js';
import { normal, type Locked } from '../locked/read.js';
import { dataOf, valuesAt } from '../values.js';
import { companionsOf } from '../age.js';
import type { Ground } from './ground.js';

/** What follows a step that changes what was looked at. */
export const again = 'then run the same command again';

/** The command that makes a lock file of what the project has and its processes start; undefined if there is none. */
export function lockingCommand(ground: Ground): string | undefined {
  const { tree, conclusion, template, dependencies, lists = [] } = ground;
  const rules = template.onboard?.origin;
  if (rules === undefined || conclusion.lock !== undefined) return undefined;
  const one = rules.make.find(
    ({ file, at, lists: isAny }) =>
      (isAny === true && lists.length > 0) ||
      (tree.exists(file) && (at === undefined || valuesAt(dataOf(tree, file), at).length > 0)),
  );
  if (one === undefined) return undefined;
  const packages = dependencies.filter(({ development }) => !development);
  const more = companionsOf(template.detect.packages, packages).map(({ companion }) => companion.wanted);
  const version = conclusion.version?.lockable[0] ?? conclusion.version?.got ?? '';
  const asked = new Set(packages.map(({ name }) => normal(name)));
  const names = [...new Set([...conclusion.added, ...more])].filter((wanted) => !asked.has(nameIn(wanted)));
  return locking(ground, rules, one.run, one.add, version, names);
}

/** The command that makes a lock file again, and first adds what the project doesn't ask for. */
export function lockAgain(ground: Ground, { rules, form }: LockRead, names: readonly string[] = [], version?: string) {
  return locking(ground, rules, form.again, form.add, version ?? ground.conclusion.version?.got ?? '', names);
}

function locking(
  { lists = [] }: Ground,
  rules: OriginRules,
  run: string,
  add: string,
  version: string,
  names: readonly string[],
): string {
  const found = (lists.length > 0 ? lists : rules.make.flatMap(({ file, lists: isAny }) => (isAny ? [file] : []))).map(
    shellWord,
  );
  const words = { version, names: names.map(shellWord).join(' '), lists: found.join(' '), list: found[0] ?? '' };
  return withTool(rules, filled(names.length === 0 ? run : add, words));
}

/** The name in what a tool is told to add, such as "setuptools<82". */
export const nameIn = (wanted: string): string => normal(/^[\w.-]*/.exec(wanted)?.[0] ?? '');

/** Commands, and how to get the program of the last one. */
export const withTool = ({ tools }: OriginRules, commands: string): string =>
  `${commands} (${filled(tools, { tool: commands.split(' && ').at(-1)?.split(' ', 1)[0] ?? '' })})`;

/** How to have another version of the language, for which each of these packages has a file that needs no compiler. */
export function toOther(ground: Ground, lock: LockRead, names: readonly string[]): string | undefined {
  const { conclusion, template } = ground;
  const flag = template.onboard?.option;
  const { got, allowed = [], lockable = [] } = conclusion.version ?? {};
  const others = lockable.filter((each) => each !== got);
  const version = versionFor(lock, names, others);
  if (flag === undefined || version === undefined) return undefined;
  const same = `run the same command with --${flag} ${version}`;
  // A lock may be for newer versions alone.
  return allowed.includes(version) ? same : `${lockAgain(ground, lock, [], version)}, then ${same}`;
}

/** Where a package is in the lock file; its first line without one. */
export function placeOf({ tree }: Ground, { form: { file }, all }: LockRead, name = ''): Evidence {
  const text = tree.text(file) ?? '';
  const found = all.find((each: Locked) => each.name === name);
  const at = found === undefined ? -1 : text.indexOf(`\nname = "${found.spelt}"`);
  return at === -1 ? evidenceOf(file, 1, tree.start(file)) : evidenceAt(tree, file, text, at + 1);
}
