import type { OriginRules } from '../../model/locked.js';
import { shellWord } from '../../model/shell.js';
import { filled } from '../filled.js';
import { versionFor, type LockRead } from '../locked/origin.js';
import { normal } from '../locked/read.js';
import { dataOf, valuesAt } from '../values.js';
import type { Ground } from './ground.js';

/** The command that makes a lock file of what the project has and its processes start; undefined if there is none. */
export function lockingCommand({ tree, conclusion, template, dependencies }: Ground): string | undefined {
  const rules = template.onboard?.origin;
  if (rules === undefined || conclusion.lock !== undefined) return undefined;
  const one = rules.make.find(
    ({ file, at }) => tree.exists(file) && (at === undefined || valuesAt(dataOf(tree, file), at).length > 0),
  );
  if (one === undefined) return undefined;
  const asked = new Set(dependencies.filter(({ development }) => !development).map(({ name }) => normal(name)));
  const names = [...new Set(conclusion.added)].filter((name) => !asked.has(normal(name))).map(shellWord);
  const version = conclusion.version?.lockable[0] ?? conclusion.version?.got ?? '';
  return withTool(rules, filled(names.length === 0 ? one.run : one.add, { version, names: names.join(' ') }));
}

/** Commands, and how to get the program of the last one. */
export const withTool = ({ tools }: OriginRules, commands: string): string =>
  `${commands} (${filled(tools, { tool: commands.split(' && ').at(-1)?.split(' ', 1)[0] ?? '' })})`;

/** The flag that chooses a version of the language for which each of these packages has a file that needs no compiler. */
export function otherVersion(
  { conclusion, template }: Ground,
  lock: LockRead,
  names: readonly string[],
): string | undefined {
  const flag = template.onboard?.option;
  const { got, lockable = [] } = conclusion.version ?? {};
  const found = versionFor(
    lock,
    names,
    lockable.filter((each) => each !== got),
  );
  return flag === undefined || found === undefined ? undefined : `--${flag} ${found}`;
}
