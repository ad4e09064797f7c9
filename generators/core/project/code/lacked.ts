import { posix } from 'node:path';
import type { CodeRules, Needed } from '../../model/code.js';
import { expression } from '../expressions.js';
import type { Start } from '../process/followed.js';
import type { RuleContext } from '../rules.js';
import { firstThere, givenTo } from './reached.js';

/** What a command names that isn't in the project, though it has to be; undefined if nothing is lacking. */
export const lackedBy = (context: RuleContext, code: CodeRules, start: Start): string | undefined =>
  code.needed.flatMap((each) => lackedOf(context, each, start))[0];

/** A folder that a flag of a command names, and that isn't in the project. */
export const lackedFolder = ({ tree }: RuleContext, code: CodeRules, start: Start): string | undefined =>
  code.needed
    .flatMap((each) => givenTo(each, start).folders)
    .find((folder) => {
      const path = posix.normalize(folder).replace(/\/$/, '');
      const isPlain = /^[\w.-]+(?:\/[\w.-]+)*$/.test(path) && path !== '.' && !path.startsWith('..');
      return isPlain && !tree.hasFolder(path) && !tree.hasFolder(posix.join(start.folder, path));
    });

function lackedOf(context: RuleContext, rule: Needed, start: Start): string[] {
  if (start.args.some((arg) => rule.except?.includes(arg))) return [];
  const given = givenTo(rule, start);
  const folders = given.folders.flatMap((each) => each.split(','));
  const roots = [start.folder, ...folders.map((each) => posix.join(start.folder, each))];
  const words = rule.first === true ? given.words.slice(0, 1) : given.words;
  return words.flatMap((word) => {
    const found = expression(rule.pattern).exec(word)?.[1];
    if (found === undefined) return [];
    const named = found.replaceAll(rule.dotted === true ? '.' : '/', '/');
    const isThere = isBrought(context, rule, named) || firstThere(context, roots, rule.paths, named).length > 0;
    return isThere ? [] : [found];
  });
}

/** Whether a dependency may have a module: nothing in the project has its first name. */
function isBrought({ tree, dependencies }: RuleContext, { dotted }: Needed, named: string): boolean {
  const [top = ''] = named.toLowerCase().split('/', 1);
  if (dotted !== true || tree.hasFolder(top) || tree.hasFolder(`src/${top}`)) return false;
  return dependencies.some(({ name }) => {
    const own = name.toLowerCase();
    return own.split(/[-_.]/).includes(top) || own.replaceAll('-', '_') === top;
  });
}

/** A flag of a command with its value. */
export interface Flag {
  readonly name: string;
  readonly value: string;
}

/** Flags of a command that name a file with secrets, each with what to write in its place. */
export const secretsIn = (code: CodeRules, start: Start): (Flag & { readonly instead: string })[] =>
  rulesFor(code, start).flatMap(({ secrets = {} }) =>
    flagsIn(start, Object.keys(secrets)).map((flag) => ({ ...flag, instead: secrets[flag.name] ?? '' })),
  );

/** Packages that flags of a command load modules of. */
export const loadedBy = (code: CodeRules, start: Start): string[] =>
  rulesFor(code, start).flatMap(({ modules = [] }) =>
    flagsIn(start, modules).flatMap(({ value }) => /^(?:@[\w.-]+\/)?\w[\w.-]*(?=\/|$)/.exec(value)?.[0] ?? []),
  );

const rulesFor = ({ needed }: CodeRules, { name }: Start): Needed[] =>
  needed.filter(({ words = [] }) => words.includes(name));

const flagsIn = ({ args }: Start, names: readonly string[]): Flag[] =>
  args.flatMap((arg, at) => {
    const name = names.find((each) => arg === each || arg.startsWith(`${each}=`));
    if (name === undefined) return [];
    return [{ name, value: arg === name ? (args[at + 1] ?? '') : arg.slice(name.length + 1) }];
  });
